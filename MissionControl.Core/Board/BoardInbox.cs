using System.Threading.Channels;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Core.Bpms.Sampling;

namespace MissionControl.Core.Board;

/// <summary>Facts on their way to the composer. Anybody may post, nobody waits.</summary>
internal sealed class BoardInbox
{
    private readonly Channel<BoardFact> _facts = Channel.CreateUnbounded<BoardFact>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<BoardFact> Facts => _facts.Reader;

    public void Post(BoardFact fact) => _facts.Writer.TryWrite(fact);
}

internal abstract record BoardFact
{
    /// <summary>A source answered.</summary>
    public sealed record Read(Bpm Bpm, Reading Reading) : BoardFact;

    /// <summary>What happened lately to a BPM, from the store or the source, oldest first.</summary>
    public sealed record Past(Bpm Bpm, IReadOnlyList<Sample> Samples) : BoardFact
    {
        /// <summary>The departure they begin in, if it is known to be older.</summary>
        public Departure? Older { get; init; }
    }

    /// <summary>There is another catalog: the composer takes the newest before any fact.</summary>
    public sealed record Defined : BoardFact
    {
        public static readonly Defined Instance = new();
    }

    /// <summary>A change was told.</summary>
    public sealed record Changed : BoardFact
    {
        public static readonly Changed Instance = new();
    }

    /// <summary>An alert or an incident came, went, or was acted upon.</summary>
    public sealed record Alerted : BoardFact
    {
        public static readonly Alerted Instance = new();
    }

    /// <summary>A BPM has another baseline.</summary>
    public sealed record Learned(Bpm Bpm) : BoardFact;

    /// <summary>Time passed.</summary>
    public sealed record Tick : BoardFact
    {
        public static readonly Tick Instance = new();
    }
}
