using System.Threading.Channels;

namespace MissionControl.Core.Alerts.Inbox;

/// <summary>Facts on their way to the inbox's single writer. Anybody may post, nobody waits.</summary>
internal sealed class InboxFacts
{
    /// <summary>So much of the log may wait to be worked in before no more is taken.</summary>
    private const int MostBehind = 4096;

    private readonly Channel<InboxFact> _facts = Channel.CreateUnbounded<InboxFact>();

    public ChannelReader<InboxFact> Facts => _facts.Reader;

    public bool HasRoom => _facts.Reader.Count < MostBehind;

    public void Post(InboxFact fact) => _facts.Writer.TryWrite(fact);
}

internal abstract record InboxFact
{
    /// <summary>Something came in and is in the log.</summary>
    public sealed record Taken(NumberedBatch Numbered) : InboxFact;

    /// <summary>Somebody does something with groups.</summary>
    public sealed record Act(GroupAct What, TaskCompletionSource<ActAnswer> Answer) : InboxFact;

    /// <summary>Time passed, or the board, the catalog or a silence moved.</summary>
    public sealed record Look : InboxFact
    {
        public static readonly Look Instance = new();
    }
}
