<?php echo 'Members';
