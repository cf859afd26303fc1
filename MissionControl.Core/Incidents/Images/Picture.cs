namespace MissionControl.Core.Incidents.Images;

/// <summary>A picture that is safe to show: of a type we found in it ourselves, and without what cameras and programs write beside the picture.</summary>
/// <param name="Type">image/png, image/jpeg or image/webp.</param>
/// <param name="Width">In pixels, as it is shown.</param>
/// <param name="Height">In pixels, as it is shown.</param>
public sealed record Picture(string Type, int Width, int Height, ReadOnlyMemory<byte> Bytes);

/// <summary>A picture, or why it is none.</summary>
/// <param name="Problem">One sentence; <see langword="null"/> when there is a picture.</param>
public sealed record PictureReading(Picture? Picture, PictureProblem? Problem);

/// <param name="Kind">Of the answer.</param>
/// <param name="Words">What is wrong and what to do.</param>
public sealed record PictureProblem(PictureProblemKind Kind, string Words);

public enum PictureProblemKind
{
    TooLarge,

    /// <summary>None of the kinds we show.</summary>
    OtherKind,

    /// <summary>It ends too early, or contradicts itself.</summary>
    Broken,
}
