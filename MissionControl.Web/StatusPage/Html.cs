using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MissionControl.Web.StatusPage;

/// <summary>HTML as it is written: whatever is filled into it is encoded, unless it is itself <see cref="Markup"/>.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _text = new();

    public static Markup Of(Holes holes) => new(holes.Owner.ToString());

    public Html Add([InterpolatedStringHandlerArgument("")] Holes holes)
    {
        _ = holes;
        return this;
    }

    public Html Add(Markup markup)
    {
        _text.Append(markup.Text);
        return this;
    }

    /// <summary>A text of several lines, as paragraphs.</summary>
    public Html AddText(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add($"<p>{line}</p>");
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>What stands between the holes is ours; what comes into them is not.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Holes
    {
        public Holes(int literalLength, int formattedCount)
            : this(literalLength, formattedCount, new Html())
        {
        }

        public Holes(int literalLength, int formattedCount, Html owner)
        {
            _ = formattedCount;
            Owner = owner;
            Owner._text.EnsureCapacity(Owner._text.Length + literalLength);
        }

        public Html Owner { get; }

        public void AppendLiteral(string text) => Owner._text.Append(text);

        public void AppendFormatted(string? text) => Owner._text.Append(text is null ? "" : _encoder.Encode(text));

        public void AppendFormatted(int number) => Owner._text.Append(number);

        public void AppendFormatted(Markup markup) => Owner._text.Append(markup.Text);
    }
}

/// <summary>HTML that is already safe.</summary>
internal readonly record struct Markup(string Text)
{
    public static Markup None { get; } = new("");
}
