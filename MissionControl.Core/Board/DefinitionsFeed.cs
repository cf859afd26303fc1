using System.Collections.Immutable;

namespace MissionControl.Core.Board;

/// <summary>The definitions that run, and what is wrong with newer ones. One writer: the edge that reads the catalog.</summary>
public sealed class DefinitionsFeed() : Feed<RunningDefinitions>(new RunningDefinitions(0, Definitions.Empty, []))
{
    public void Publish(Definitions definitions, ImmutableArray<string> problems) =>
        Move(new RunningDefinitions(Current.Version + 1, definitions, problems));
}

/// <param name="Problems">What is wrong with the newest catalog files; empty when they run.</param>
public sealed record RunningDefinitions(long Version, Definitions Definitions, ImmutableArray<string> Problems) : IVersioned;
