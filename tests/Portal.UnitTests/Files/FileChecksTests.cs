using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Files;

public sealed class FileChecksTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly FileChecks checks;

    public FileChecksTests() => checks = new FileChecks(new EvidenceStore(new FolderStore(root.Path), root.Path), maxBytes: 1_000_000);

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task A_good_file_is_stored_and_its_kind_told()
    {
        var file = await Receive("report.pdf", SampleFiles.Good["report.pdf"]);

        file.Type.ShouldBe(AcceptedTypes.Pdf);
        file.Content.Length.ShouldBe(SampleFiles.Good["report.pdf"].Length);
        root.FilesBelow("files").Count.ShouldBe(1);
        root.FilesBelow("incoming").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_named_pdf_is_refused_in_words_and_not_kept()
    {
        var refused = await Should.ThrowAsync<FileRefused>(() => Receive(@"C:\Users\me\report.pdf", SampleFiles.WindowsProgram));

        refused.Refusal.ShouldBe(FileRefusal.TypeDisagrees);
        refused.Message.ShouldBe("“report.pdf” is not a PDF: its content is a Windows program.");
        root.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_good_file_under_the_wrong_name_is_told_the_right_one()
    {
        var refused = await Should.ThrowAsync<FileRefused>(() => Receive("report.pdf", SampleFiles.Good["minutes.docx"]));

        refused.Message.ShouldBe(
            "“report.pdf” is not a PDF: its content is a Word document. If that is what you meant to upload, give it a name that ends in .docx.");
    }

    [Fact]
    public async Task A_kind_that_is_not_accepted_is_refused_with_what_is()
    {
        var refused = await Should.ThrowAsync<FileRefused>(() => Receive("evidence.zip", SampleFiles.Zip(("a.txt", "a"))));

        refused.Refusal.ShouldBe(FileRefusal.TypeNotAccepted);
        refused.Message.ShouldStartWith(
            "“evidence.zip” cannot be used as evidence: its content is a ZIP archive. Take the files out of it and upload those. Accepted: .pdf, .docx,");
    }

    [Fact]
    public async Task Text_under_a_name_of_a_script_is_refused()
    {
        var refused = await Should.ThrowAsync<FileRefused>(() => Receive("run.ps1", [.. "Remove-Item x"u8]));

        refused.Refusal.ShouldBe(FileRefusal.TypeNotAccepted);
        root.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_and_oversize_files_are_refused()
    {
        (await Should.ThrowAsync<FileRefused>(() => Receive("a.pdf", []))).Refusal.ShouldBe(FileRefusal.Empty);
        (await Should.ThrowAsync<FileRefused>(() => Receive("a.pdf", new byte[1_000_001]))).Refusal.ShouldBe(FileRefusal.TooLarge);
    }

    private Task<CheckedFile> Receive(string name, byte[] content) =>
        checks.ReceiveAsync(new MemoryStream(content), name, TestContext.Current.CancellationToken);
}
