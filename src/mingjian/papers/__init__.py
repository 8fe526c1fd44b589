"""Documents with number and signer, notices, and the proof that they were served."""
