using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using MissionControl.Core.Catalog.Yaml;

namespace MissionControl.Core.Catalog.Files;

/// <summary>One file as read from disk.</summary>
/// <param name="Name">Relative to the catalog folder, with '/'.</param>
/// <param name="Unread">Why its bytes were not taken; else <see langword="null"/>.</param>
internal sealed record CatalogFile(string Name, bool IsRunbook, ImmutableArray<byte> Bytes, string? Unread)
{
    public static CatalogFile Unreadable(string name, bool isRunbook, string reason) => new(name, isRunbook, [], reason);

    public static CatalogFile Read(string folder, string name, bool isRunbook)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > CatalogFiles.LargestFile)
                return Unreadable(name, isRunbook, $"this file has {stream.Length / 1048576.0:0.0} MB; 1 MB is the most");
            var buffer = new byte[stream.Length];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return new(name, isRunbook, ImmutableCollectionsMarshal.AsImmutableArray(buffer[..length]), null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unreadable(name, isRunbook, $"this file cannot be read ({error.GetType().Name})");
        }
    }

    /// <summary>The text without its byte order mark, or <see langword="null"/> when a problem was added.</summary>
    public string? Text(Problems problems)
    {
        if (Unread is not null)
        {
            problems.Add(Place.WholeFile(Name), Unread);
            return null;
        }

        var bytes = Bytes.AsSpan();
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Add(new(Name, 1, 1), "this file is UTF-16; save it as UTF-8");
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];
        var letters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, letters, out var read, out var written, replaceInvalidSequences: false);
        var text = new string(letters, 0, written);
        if (status != OperationStatus.Done)
        {
            problems.Add(After(text), $"not UTF-8: byte {Bytes.Length - bytes.Length + read + 1} of the file (0x{bytes[read]:X2}) begins no character; save it as UTF-8");
            return null;
        }

        var control = text.AsSpan().IndexOfAnyExcept(Allowed);
        if (control < 0)
            return text;
        problems.Add(After(text[..control]), $"the control character U+{(int)text[control]:X4} cannot stand in a text file");
        return null;
    }

    // Everything but the control characters that are not white space.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create([.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(letter => letter is '\t' or '\n' or '\r' or '\u0085' || !char.IsControl(letter))]);

    private Place After(string text) => new(Name, text.Count(letter => letter == '\n') + 1, text.Length - text.LastIndexOf('\n'));
}
