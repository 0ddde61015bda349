"""The command line."""

import gc

# A film is many small values without cycles; to look for cycles after every few hundred takes a fifth of a plan.
gc.set_threshold(200_000, 20, 50)
