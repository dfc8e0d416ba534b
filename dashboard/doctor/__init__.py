"""What is wrong with a Reelspend, in one line each, and what to do about it: `reelspend doctor`."""
