"""Events in the sense of PLOVER: what a trigger is, who does it to whom, whether it happened."""
