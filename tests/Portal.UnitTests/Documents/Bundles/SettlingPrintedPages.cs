using System.Text;
using Portal.UnitTests.Files;
using Portal.Web.Documents.Bundles;

namespace Portal.UnitTests.Documents.Bundles;

/// <summary>What Chromium printed of the same page is the same file, whenever and by whichever of its runs.</summary>
public sealed class SettlingPrintedPages
{
    [Fact]
    public async Task The_moment_of_printing_and_where_Chromium_began_to_count_leave_no_trace()
    {
        var first = await SettledAsync(Pdf("D:20261201112233+00'00'", 11));

        (await SettledAsync(Pdf("D:20261204091500+00'00'", 12))).ShouldBe(first);
        first.ShouldContain("/CreationDate (D:20140301090000+00'00')");
        first.ShouldContain("/ID (node00000001)>> /Headers [(node00000001) (node00000011)]");
        first.ShouldContain("(node of a tree)");
    }

    private static string Pdf(string printed, int element) =>
        $"%PDF-1.4 /CreationDate ({printed}) /ModDate ({printed}) (node of a tree) /ID (node{element:D8})>> /Headers [(node{element:D8}) (node{element + 10:D8})]";

    private static async Task<string> SettledAsync(string pdf)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "printed.pdf");
        await File.WriteAllTextAsync(path, pdf, Encoding.Latin1, TestContext.Current.CancellationToken);
        await PrintedPdf.SettleAsync(path, new DateTime(2014, 3, 1, 9, 0, 0, DateTimeKind.Utc), TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(path, Encoding.Latin1, TestContext.Current.CancellationToken);
    }
}
