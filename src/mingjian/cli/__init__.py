"""The command line `mingjian`: every verb of the platform for people with a shell."""
