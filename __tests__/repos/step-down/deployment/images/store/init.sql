create table jobs (id int);
