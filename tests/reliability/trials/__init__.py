"""The store on trial: a small film is built, and killed, starved, lied to and unplugged while it is.

    python -m trials kills --points 60       one trial, its figures as JSON; with tests/reliability on the path

`small_build` is what is tried: ten shots through the real graph and the real store. Everything else here does something bad to
it, and `verdict` says what must hold afterwards. The trials know the store by its interface alone.
"""
