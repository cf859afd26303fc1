using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Catalog;

/// <summary>The catalog that runs, and what is wrong with the newest files if they could not be taken.</summary>
public interface ICatalog
{
    CatalogState Current { get; }

    /// <summary>Answers as soon as the state is newer than <paramref name="seen"/>.</summary>
    Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken);
}

/// <summary>State of the catalog.</summary>
/// <param name="Version">Rises with every change of this state.</param>
/// <param name="Loaded">The last good catalog; <see langword="null"/> when there has been none.</param>
/// <param name="Problems">What is wrong with the newest files; empty when they are the ones that run.</param>
public sealed record CatalogState(long Version, LoadedCatalog? Loaded, ImmutableArray<CatalogProblem> Problems) : IVersioned;

/// <summary>Something wrong in a catalog file.</summary>
/// <param name="File">Relative to the catalog folder.</param>
/// <param name="Line">From 1; 0 when it is about the whole file or folder.</param>
/// <param name="Column">From 1; 0 as above.</param>
/// <param name="Words">What is wrong, what was expected, and a "did you mean" where one is near.</param>
public sealed record CatalogProblem(string File, int Line, int Column, string Words)
{
    /// <summary>For pages and logs: what is wrong with the whole folder or file has no line to show.</summary>
    public string Shown => File == "." ? Words : Line == 0 ? $"{File}: error: {Words}" : ToString();

    /// <summary><c>file:line:col: error: words</c>, for editors, which begin to count at 1.</summary>
    public override string ToString() => $"{File}:{Math.Max(1, Line)}:{Math.Max(1, Column)}: error: {Words}";
}
