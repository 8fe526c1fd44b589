"""The ledger: credit records on two axes of time; corrections supersede, nothing is overwritten."""
