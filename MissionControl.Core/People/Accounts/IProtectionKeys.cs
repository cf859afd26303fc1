using System.Collections.Immutable;

namespace MissionControl.Core.People.Accounts;

/// <summary>Keeps the keys that cookies, forms and second factors are encrypted with, so that a restart and several replicas share them. Thread-safe.</summary>
public interface IProtectionKeys
{
    /// <summary>Every key as XML, in no order.</summary>
    ImmutableArray<string> Read();

    /// <summary>Adds keys that were made or found; one whose name is there already is left as it is.</summary>
    /// <param name="keys">Each with its name.</param>
    /// <param name="how">For the journal: <c>made</c>, or <c>taken over</c> from files.</param>
    void Add(ImmutableArray<ProtectionKey> keys, string how);
}

/// <summary>One key.</summary>
/// <param name="Name">Its file's name in the days of files; at most 200 characters.</param>
/// <param name="Xml">The key itself, encrypted where a certificate for it is set.</param>
public sealed record ProtectionKey(string Name, string Xml)
{
    public const int LongestName = 200;

    // A record would print the key.
    public override string ToString() => Name;
}
