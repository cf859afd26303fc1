using System.Text;
using MissionControl.Core.Incidents.Images;

namespace MissionControl.Tests.Incidents.Images;

public sealed class PictureReaderTests
{
    [Fact]
    public void Each_kind_is_known_by_what_is_in_it_with_its_size()
    {
        Assert.Equal(("image/png", 640, 480), Good(Pictures.Png()));
        Assert.Equal(("image/jpeg", 640, 480), Good(Pictures.Jpeg(turn: 1)));
        Assert.Equal(("image/webp", 640, 480), Good(Pictures.Webp()));
    }

    [Fact]
    public void A_camera_held_upright_stays_upright_and_what_else_it_wrote_goes()
    {
        var picture = PictureReader.Read(Pictures.Jpeg(turn: 6)).Picture!;
        Assert.Equal((480, 640), (picture.Width, picture.Height));
        Assert.Equal(6, ExifTurn.Read(picture.Bytes.Span[(picture.Bytes.Span.IndexOf("Exif"u8))..]));
        Assert.DoesNotContain("51.5N", Ascii(picture), StringComparison.Ordinal);
        Assert.DoesNotContain("comment", Ascii(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Places_texts_and_what_hangs_behind_go()
    {
        foreach (var file in new[] { Pictures.Png(text: "51.5N 0.1W", after: "<script>alert(1)</script>"), Pictures.Jpeg(after: "PK\u0003\u0004<script>"), Pictures.Webp() })
        {
            var kept = Ascii(PictureReader.Read(file).Picture!);
            foreach (var word in new[] { "51.5N", "script", "PK\u0003" })
                Assert.DoesNotContain(word, kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_kept_is_a_picture_again_with_nothing_left_to_take_out()
    {
        foreach (var file in new[] { Pictures.Png(text: "x"), Pictures.Jpeg(), Pictures.Webp() })
        {
            var once = PictureReader.Read(file).Picture!;
            Assert.Equal(once.Bytes.ToArray(), PictureReader.Read(once.Bytes.Span).Picture!.Bytes.ToArray());
        }
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<html>not a picture</html>")]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    public void Other_kinds_are_refused_whatever_their_name(string text) => Assert.Equal(PictureProblemKind.OtherKind, Bad(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void What_is_too_large_is_refused_by_its_header_before_anybody_decodes_it()
    {
        Assert.Equal(PictureProblemKind.TooLarge, Bad(Pictures.Png(50_000, 50_000)));
        Assert.Equal(PictureProblemKind.TooLarge, Bad(Pictures.Jpeg(60_000, 60_000)));
        Assert.Equal(PictureProblemKind.TooLarge, Bad(Pictures.Webp(16_000, 16_000)));
        Assert.Equal(PictureProblemKind.TooLarge, Bad([.. Pictures.Png(), .. new byte[PictureReader.MostBytes]]));
        Assert.Equal("A picture may have 25 million pixels; this one is 50,000 by 50,000.", PictureReader.Read(Pictures.Png(50_000, 50_000)).Problem!.Words);
    }

    [Fact]
    public void Cut_short_anywhere_it_is_refused_and_nothing_breaks()
    {
        foreach (var whole in new[] { Pictures.Png(text: "x"), Pictures.Jpeg(), Pictures.Webp() })
            for (var length = 0; length < whole.Length; length++)
                Assert.NotNull(PictureReader.Read(whole.AsSpan(0, length)).Problem);
    }

    [Fact]
    public void Any_wrong_byte_is_a_picture_or_refused_and_never_a_fault()
    {
        var random = new Random(7);
        foreach (var whole in new[] { Pictures.Png(text: "x"), Pictures.Jpeg(), Pictures.Webp() })
            for (var turn = 0; turn < 2_000; turn++)
            {
                var wrong = (byte[])whole.Clone();
                for (var bytes = random.Next(1, 4); bytes > 0; bytes--)
                    wrong[random.Next(wrong.Length)] = (byte)random.Next(256);
                var reading = PictureReader.Read(wrong);
                Assert.True(reading.Picture is null != reading.Problem is null);
            }
    }

    [Fact]
    public void What_moves_or_gives_two_sizes_is_refused()
    {
        Assert.Equal("Moving pictures are not shown here. Take one that stands still.", PictureReader.Read(Pictures.Webp(flags: 0x02)).Problem!.Words);
        var two = Pictures.Webp();
        two[24] = 7;
        Assert.Equal("The picture contradicts itself: it gives two sizes.", PictureReader.Read(two).Problem!.Words);
    }

    private static (string, int, int) Good(byte[] file) => PictureReader.Read(file).Picture is { } picture ? (picture.Type, picture.Width, picture.Height) : default;

    private static PictureProblemKind? Bad(byte[] file) => PictureReader.Read(file).Problem?.Kind;

    private static string Ascii(Picture picture) => Encoding.ASCII.GetString(picture.Bytes.Span);
}
