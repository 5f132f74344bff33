import fc from "fast-check";

// A build says the same of the same sources: properties are tried on the same values every time. Other values are tried
// with another seed: KEELCHECK_SEED=$RANDOM npm test.
fc.configureGlobal({ seed: Number(process.env["KEELCHECK_SEED"] ?? 20261123) });
