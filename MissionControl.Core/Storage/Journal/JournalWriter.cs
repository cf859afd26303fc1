using Microsoft.EntityFrameworkCore;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>Appends to the journal inside a transaction somebody else began: a store saves its fact and the entry with one commit.</summary>
internal static class JournalWriter
{
    /// <summary>
    /// Writes the entry, and with it whatever else the context has not saved yet. Call from the work of a <see cref="SingleWriter"/>, which
    /// starts again when another process took the same sequence.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context has no open transaction.</exception>
    public static async Task<JournalEntry> AppendAsync(MissionContext context, JournalFact fact, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A journal entry is written in the transaction of the fact it records: begin one first.");
        Check(fact);
        var (body, address) = JournalAddress.Seal(fact);
        var head = (await context.Set<JournalRow>().FromSqlRaw(context.Dialect.JournalHead).AsNoTracking().ToListAsync(cancellationToken))
            .SingleOrDefault();
        var row = new JournalRow
        {
            Sequence = (head?.Sequence ?? 0) + 1,
            At = fact.At.ToUniversalTime(),
            Kind = fact.Kind,
            Subject = fact.Subject,
            Actor = fact.Actor,
            Body = CanonicalJson.Of(body),
            PreviousHash = head?.Hash ?? JournalHash.BeforeFirst,
            Hash = [],
            Address = address,
        };
        row.Hash = JournalHash.Of(row);
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return JournalStore.Entry(row);
    }

    // SQLite would take any length and SQL Server refuse it; both refuse it here.
    private static void Check(JournalFact fact)
    {
        Check(fact.Kind, nameof(fact.Kind), 1, JournalMapping.KindLength);
        Check(fact.Subject, nameof(fact.Subject), 0, JournalMapping.IdLength);
        Check(fact.Actor, nameof(fact.Actor), 1, JournalMapping.IdLength);
    }

    private static void Check(string value, string name, int least, int most)
    {
        if (value.Length < least || value.Length > most)
            throw new ArgumentException($"A journal entry's {name} has {least} to {most} characters, not {value.Length}.", name);
        // A zero character would end the text early when SQLite reads it back, and the entry would look tampered with.
        if (value.Any(char.IsControl))
            throw new ArgumentException($"A journal entry's {name} holds no control characters.", name);
    }
}
