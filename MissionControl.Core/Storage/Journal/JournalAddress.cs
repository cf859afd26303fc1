using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MissionControl.Core.Journal;

namespace MissionControl.Core.Storage.Journal;

/// <summary>
/// An address lies beside its entry, and the entry's body holds its seal: SHA-256 over a random salt and the address. While the address is
/// kept nobody can change it unseen; once it is deleted, with its salt, nothing can be learned from the seal.
/// </summary>
internal static class JournalAddress
{
    /// <summary>The key in an entry's body.</summary>
    public const string SealKey = "addressSeal";

    public const int SaltLength = 16;

    /// <summary>As long as an IPv6 address with its zone is.</summary>
    public const int Longest = 64;

    /// <summary>The body with the seal in it, and the row to keep. A fact without an address keeps its body and has no row.</summary>
    public static (JsonObject Body, JournalAddressRow? Row) Seal(JournalFact fact)
    {
        if (fact.Body.ContainsKey(SealKey))
            throw new ArgumentException($"'{SealKey}' is the journal's own key.", nameof(fact));
        if (fact.From is not { } address)
            return (fact.Body, null);
        if (address.Length is 0 or > Longest || address.Any(char.IsControl))
            throw new ArgumentException($"A journal entry's address has 1 to {Longest} characters and no control characters.", nameof(fact));
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        // A copy: the same fact may be written again after a lost race.
        var body = fact.Body.DeepClone().AsObject();
        body[SealKey] = Convert.ToHexStringLower(Of(salt, address));
        return (body, new JournalAddressRow { At = fact.At.ToUniversalTime(), Address = address, Salt = salt });
    }

    /// <summary>Is it the address the entry was written with?</summary>
    public static bool Fits(JournalRow entry, JournalAddressRow address) =>
        // Canonical JSON has one spelling; looking for the text also copes with a body that was made no JSON at all.
        entry.Body.Contains($"\"{SealKey}\":\"{Convert.ToHexStringLower(Of(address.Salt, address.Address))}\"", StringComparison.Ordinal);

    private static byte[] Of(byte[] salt, string address) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(address)]);
}
