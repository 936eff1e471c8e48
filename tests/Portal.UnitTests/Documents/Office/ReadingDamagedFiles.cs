using Portal.Web.Documents.Office;

namespace Portal.UnitTests.Documents.Office;

/// <summary>Files that came back, as they were written and with bytes changed at random.</summary>
public sealed class ReadingDamagedFiles
{
    private static readonly string[] _row = ["LSCB-01", "Words with <marks> & more", "\n two lines \n", ""];

    [Fact]
    public void What_was_written_into_fields_is_read_back_to_the_letter()
    {
        using var file = Word();

        OfficeReader.Property(file, "PortalForm").ShouldBe("sealed");
        OfficeReader.Fields(file).ShouldBe(new Dictionary<string, string> { ["LSCB-01|know"] = "One.\nTwo\u00A0three ŵ العربية 👩‍👧 <b>", ["LSCB-01|next"] = "" }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_written_into_cells_is_read_back_to_the_letter()
    {
        using var file = await ExcelAsync();

        var sheets = OfficeReader.Sheets(file);

        sheets["Form"][0].ShouldBe(["sealed"]);
        sheets["Answers"][1].ShouldBe(_row[..3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_file_with_changed_bytes_is_read_or_refused_in_words_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        using var word = Word();
        using var excel = await ExcelAsync();
        for (var i = 0; i < 400; i++)
        {
            foreach (var (file, read) in new (MemoryStream, Action<Stream>)[]
                { (word, f => { OfficeReader.Fields(f); OfficeReader.Property(f, "PortalForm"); }), (excel, f => OfficeReader.Sheets(f)) })
            {
                var bytes = file.ToArray();
                for (var change = random.Next(1, 6); change > 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                try
                {
                    read(new MemoryStream(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]));
                }
                catch (OfficeFileRefused)
                {
                    // Refused in words: as good as read.
                }
            }
        }
    }

    private static MemoryStream Word()
    {
        var file = new MemoryStream();
        using (var word = new DocxWriter(file, "Head", ("PortalForm", "sealed")))
        {
            word.Heading(1, "Title");
            word.Field("LSCB-01|know", "What do we know?", "One.\nTwo\u00A0three ŵ العربية 👩‍👧 <b>");
            word.Field("LSCB-01|next", "What next?", "");
        }

        return file;
    }

    private static async Task<MemoryStream> ExcelAsync()
    {
        var file = new MemoryStream();
        await XlsxWriter.WriteAsync(
            file, [new DataTable("Answers", ["A", "B", "C", "D"], new[] { (IReadOnlyList<string>)_row }.ToAsyncEnumerable())], "sealed", TestContext.Current.CancellationToken);
        return file;
    }
}
