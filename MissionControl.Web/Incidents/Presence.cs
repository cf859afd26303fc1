using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Web.Incidents;

/// <summary>Who looks at which incident now, as long as their pages are open. Thread-safe.</summary>
internal sealed class Presence() : Feed<Present>(new(0, ImmutableDictionary<int, ImmutableList<string>>.Empty))
{
    private readonly Lock _gate = new();

    /// <summary>Somebody comes in; they leave when the answer is disposed of.</summary>
    /// <param name="person">As the journal names them.</param>
    public IDisposable Enter(int incident, string person)
    {
        Change(incident, people => people.Add(person));
        return new Stay(() => Change(incident, people => people.Remove(person)));
    }

    private void Change(int incident, Func<ImmutableList<string>, ImmutableList<string>> change)
    {
        lock (_gate)
        {
            var people = change(Current.People.GetValueOrDefault(incident, []));
            Move(new(Current.Version + 1, people.IsEmpty ? Current.People.Remove(incident) : Current.People.SetItem(incident, people)));
        }
    }

    private sealed class Stay(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}

/// <param name="People">By incident; who has several pages open is in it several times.</param>
internal sealed record Present(long Version, ImmutableDictionary<int, ImmutableList<string>> People) : IVersioned
{
    public ImmutableArray<string> In(int incident) => [.. People.GetValueOrDefault(incident, []).Distinct()];
}
