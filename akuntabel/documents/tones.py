"""The colours of categories on paper, one table for all renderers.

Light enough for black words (contrast above 12:1) and told apart by people who see red and green
alike; the words carry the meaning. The stylesheets of PDF and HTML repeat them, and a test holds
them together.
"""

TONES = {
    "very-good": "d3e5f5",
    "good": "e6f0f8",
    "fair": "fdf2cc",
    "poor": "fbdfc2",
    "bad": "f6cfc6",
    "unknown": "ececee",
}
GROUP = "f1f3f6"
