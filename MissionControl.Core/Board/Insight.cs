using MissionControl.Core.Bpms;

namespace MissionControl.Core.Board;

/// <summary>How much of some tiles can be seen and judged. Learning and too little volume are not failures, but they are not judgements either.</summary>
/// <param name="Noun">What is counted, in the plural.</param>
internal sealed record Insight(string Noun, int All, int Unseen, int Learning, int TooFew)
{
    public int Judged => All - Unseen - Learning - TooFew;

    /// <summary>Seen, but not judged.</summary>
    public int Unjudged => Learning + TooFew;

    /// <summary>"2 of 5 critical metrics cannot be judged: learning".</summary>
    public string Shortfall => $"{Unjudged} of {All} {Noun} {CannotBeJudged}";

    /// <summary>"cannot be judged: learning".</summary>
    public string CannotBeJudged => "cannot be judged: " + (Learning, TooFew) switch
    {
        (_, 0) => "learning",
        (0, _) => "too little volume",
        _ => $"{Learning} learning, {TooFew} with too little volume",
    };

    /// <summary>"12 of 12 metrics that count are learning".</summary>
    public string WhyNone
    {
        get
        {
            var reasons = new List<string>();
            Add(Learning, Learning == 1 ? "is learning" : "are learning");
            Add(TooFew, (TooFew == 1 ? "has" : "have") + " too little volume");
            Add(Unseen, "cannot be seen");
            return string.Join(", ", reasons);

            void Add(int count, string what)
            {
                if (count > 0)
                    reasons.Add(reasons.Count == 0 ? $"{count} of {All} {Noun} {what}" : $"{count} {what}");
            }
        }
    }

    public static Insight Of(string noun, IReadOnlyCollection<Tile> tiles) => new(
        noun,
        tiles.Count,
        tiles.Count(static tile => tile.State == TileState.Stale),
        tiles.Count(static tile => tile.State == TileState.Learning),
        tiles.Count(static tile => tile.State == TileState.TooFew));
}
