using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MissionControl.Core.People.Accounts;

/// <summary>Codes of authenticator apps (RFC 6238): six digits, SHA-1, another one each half minute.</summary>
public static class Totp
{
    /// <summary>How long one code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    // One step to either side: clocks differ, and typing takes a while.
    private const int Tolerance = 1;
    private const int Digits = 6;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Which step that is the code of, counted from 1970; <see langword="null"/> when it is the code of none that is good now.</summary>
    /// <param name="key">The shared secret, in base 32.</param>
    /// <param name="code">As it was typed; spaces do not count.</param>
    /// <param name="now">The step of this moment and its neighbours are looked at.</param>
    public static long? FindStep(string? key, string? code, DateTimeOffset now)
    {
        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length != Digits || !typed.All(char.IsAsciiDigit) || Decode(key) is not { } secret)
            return null;
        long? found = null;
        var present = now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        // All of them, whichever is right: the time it takes says nothing.
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(typed), System.Text.Encoding.ASCII.GetBytes(Code(secret, step))))
                found = step;
        return found;
    }

    internal static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What authenticator apps speak; as a keyed hash SHA-1 is not broken.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[]? Decode(string? key)
    {
        var letters = (key ?? "").TrimEnd('=');
        if (letters.Length == 0 || !letters.All(static letter => Alphabet.Contains(letter, StringComparison.Ordinal)))
            return null;
        var bytes = new byte[letters.Length * 5 / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var letter in letters)
        {
            held = (held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }

        return bytes;
    }
}
