using System.Collections.Immutable;

namespace MissionControl.Core.Catalog.Yaml;

/// <summary>Keeps what is wrong, up to a number somebody might read.</summary>
internal sealed class Problems
{
    public const int Most = 200;

    private readonly List<CatalogProblem> _found = [];
    private bool _overflowed;

    public bool Any => _found.Count > 0;

    public void Add(Place place, string words) => Add(place, () => words);

    public void Add(CatalogProblem problem) => Add(new Place(problem.File, problem.Line, problem.Column), problem.Words);

    /// <summary>For words that cost something to find: they are not asked for when nobody will see them.</summary>
    public void Add(Place place, Func<string> words)
    {
        if (_found.Count >= Most)
            _overflowed = true;
        else
            _found.Add(new CatalogProblem(place.File, place.Line, place.Column, words()));
    }

    /// <summary>By file, line and column; each once.</summary>
    public ImmutableArray<CatalogProblem> InOrder()
    {
        var ordered = _found.Distinct()
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column);
        return _overflowed
            ? [.. ordered, new CatalogProblem(".", 0, 0, $"there are more problems; these are the first {Most}")]
            : [.. ordered];
    }
}
