"""What is asked and answered: fetch, call one selector or deed, render."""
