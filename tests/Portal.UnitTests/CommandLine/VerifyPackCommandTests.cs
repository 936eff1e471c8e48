using Portal.UnitTests.Documents.Bags;
using Portal.UnitTests.Files;
using Portal.Web.CommandLine;

namespace Portal.UnitTests.CommandLine;

public sealed class VerifyPackCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task An_intact_pack_exits_with_0_and_its_figures()
    {
        var written = await MadeBag.WriteAsync(folder["pack.zip"]);

        (await RunAsync("pack.zip")).ShouldBe(0);

        output.ToString().ShouldBe($"The pack is complete and unaltered: 5 files, {written.Bytes} bytes.{Environment.NewLine}");
    }

    [Fact]
    public async Task A_pack_altered_by_one_byte_exits_with_1_and_names_the_file()
    {
        await MadeBag.WriteAsync(folder["pack.zip"]);
        var bytes = await File.ReadAllBytesAsync(folder["pack.zip"]);
        bytes[bytes.AsSpan().IndexOf("%PDF-1.7"u8)] ^= 1;
        await File.WriteAllBytesAsync(folder["pack.zip"], bytes);

        (await RunAsync("pack.zip")).ShouldBe(1);

        output.ToString().ShouldContain("“data/evidence/001 Audit of 20 cases.pdf” has been altered or damaged");
        output.ToString().ShouldContain("NOT complete and unaltered");
    }

    [Fact]
    public async Task A_file_that_is_not_there_exits_with_2()
    {
        (await RunAsync("none.zip")).ShouldBe(2);
        (await RunAsync(".")).ShouldBe(2);

        output.ToString().ShouldContain("cannot be read");
    }

    private Task<int> RunAsync(string file) => VerifyPackCommand.RunAsync(folder[file], output, TestContext.Current.CancellationToken);
}
