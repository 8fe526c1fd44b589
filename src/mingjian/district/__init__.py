"""A made-up district of any size: its subjects and the files its departments would send."""
