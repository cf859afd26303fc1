using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents.Images;

/// <summary>
/// Looks at what somebody says is a picture: its first bytes say what it is, its own header how large, and only the parts that make up the
/// picture are kept. Places, cameras, comments, and what was hung behind the picture go. Nothing is decoded. Pure.
/// </summary>
public static class PictureReader
{
    /// <summary>Bytes of a file.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>Width times height: what it takes in the memory of everybody's browser.</summary>
    public const int MostPixels = 25_000_000;

    private const string OtherKind = "This is no PNG, JPEG or WebP picture, whatever its name says. A screenshot saved as PNG works.";

    public static PictureReading Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
            return No(PictureProblemKind.TooLarge, $"A picture may have {MostBytes / 1024 / 1024} MB; this one has {file.Length / 1024.0 / 1024:0.0}. Cut out the part that matters.");
        if (file.IsEmpty)
            return No(PictureProblemKind.Broken, "The file is empty.");
        try
        {
            var picture = PngParts.Is(file) ? PngParts.Keep(file) : JpegParts.Is(file) ? JpegParts.Keep(file) : WebpParts.Is(file) ? WebpParts.Keep(file) : null;
            if (picture is null)
                return No(PictureProblemKind.OtherKind, OtherKind);
            if ((long)picture.Width * picture.Height > MostPixels)
                return No(PictureProblemKind.TooLarge, $"A picture may have {MostPixels / 1_000_000} million pixels; this one is {Words.Number(picture.Width)} by {Words.Number(picture.Height)}.");
            return picture is { Width: > 0, Height: > 0 } ? new(picture, null) : No(PictureProblemKind.Broken, "By its header it has no size.");
        }
        catch (PictureException broken)
        {
            return No(PictureProblemKind.Broken, broken.Message);
        }
    }

    private static PictureReading No(PictureProblemKind kind, string words) => new(null, new(kind, words));
}

/// <summary>What is not as its kind prescribes, while a picture is taken apart.</summary>
internal sealed class PictureException(string words) : Exception(words)
{
    public static PictureException CutShort { get; } = new("The picture is cut short. Save it again, or take it anew.");
}
