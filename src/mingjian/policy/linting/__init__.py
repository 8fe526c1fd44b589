"""The rules of the linter, by what they look at; `mingjian.policy.lint` runs them all."""
