"""How much: money, seconds, clips and tokens, each a plain sum."""

from dashboard.measures.measure import Measure

MEASURES = (
    Measure("cost", "Cost", "cost", unit="money", digits=2, explained="settled cost in the reporting currency"),
    Measure("billed_cost", "Billed", "billed", unit="money", digits=2, as_billed=True,
            explained="the same in the bill's own currency, with what is not billed yet"),
    Measure("list_cost", "List cost", "list_cost", unit="money", digits=2, explained="at the list price of its day"),
    Measure("seconds", "Seconds", "seconds", unit="seconds", explained="billed seconds of video"),
    Measure("usable_seconds", "Usable seconds", "usable", unit="seconds", explained="seconds kept in the edit"),
    Measure("clips", "Clips", "clips", explained="generated files"),
    Measure("videos", "Videos", "videos", explained="deliverables that a job log names, each once"),
    Measure("kept", "Kept", "kept", only_with="usable", explained="clips of which something was kept"),
    Measure("judged", "Judged", "judged", explained="clips of which somebody said what was kept, if only nothing"),
    Measure("failed", "Failed", "failed", explained="pieces of work that came to nothing"),
    Measure("tokens", "Tokens", "tokens", explained="tokens of language models, and of video that is billed by tokens"),
    Measure("requests", "Requests", "requests", explained="single requests, where the provider counts them"),
    Measure("worth", "Never billed", "worth", unit="money", digits=2, none_is_zero=True,
            explained="what metered but never billed work was worth"),
    Measure("estimated", "Not yet billed", "estimated", unit="money", digits=2, none_is_zero=True,
            explained="cost that is stated or estimated, because its day is still open"),
    Measure("lonely", "Billed without work", "lonely", unit="money", digits=2, none_is_zero=True,
            explained="cost of bill lines for which no work is known"),
    Measure("unpriced", "Unpriced work", "unpriced", none_is_zero=True,
            explained="pieces of work that nobody could price"),
    Measure("untimed", "Clips of unknown length", "untimed", none_is_zero=True,
            explained="clips whose billed seconds are not known"),
    Measure("unconverted", "Not converted", "unconverted", unit="money", digits=2, none_is_zero=True, as_billed=True,
            explained="billed in a currency without a rate, in that currency"),
)  # fmt: skip
