// All five trees: see amount.ts.
import "./docs.test.ts";
