using System.IO.Compression;
using System.Text;
using CsCheck;
using Portal.Web.Files;

namespace Portal.UnitTests.Files;

public sealed class FileTypesTests
{
    public static TheoryData<string> GoodNames => new(SampleFiles.Good.Keys);

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_file_that_is_what_its_name_says_is_accepted(string name)
    {
        var type = Detect(SampleFiles.Good[name], name);

        type.ExtensionAgrees.ShouldBeTrue(type.Content.Words);
        type.Claimed!.Extensions.ShouldContain(Path.GetExtension(name).ToLowerInvariant());
    }

    [Fact]
    public void No_content_passes_under_a_name_of_another_kind()
    {
        foreach (var (name, content) in SampleFiles.Good)
        {
            var own = AcceptedTypes.ForName(name)!;
            var accepted = AcceptedTypes.All.Where(type => Detect(content, "a" + type.Extensions[0]).ExtensionAgrees).ToList();
            accepted.ShouldContain(own, name);
            accepted.Except([own, AcceptedTypes.Text, AcceptedTypes.Csv]).ShouldBeEmpty(name);
            (accepted.Contains(AcceptedTypes.Text) && own.Extensions[0] is not (".txt" or ".csv" or ".eml")).ShouldBeFalse(name);
        }
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "a Windows program", SampleFiles.WindowsProgram },
        { "a Linux program", [0x7F, .. "ELF"u8, 2, 1, 1] },
        { "a script", [.. "#!/bin/sh\nrm -rf ~\n"u8] },
        { "a web page", [.. "\n  <!DOCTYPE html><script>alert(1)</script>"u8] },
        { "a web page", [0xEF, 0xBB, 0xBF, .. "<HTML><body>"u8] },
        { "an SVG drawing", [.. "<svg onload='alert(1)'/>"u8] },
        { "an SVG drawing", [.. "<?xml version='1.0'?><svg/>"u8] },
        { "an XML file", [.. "<?xml version='1.0'?><a/>"u8] },
        { "a ZIP archive", SampleFiles.Zip(("a.txt", "text")) },
        { "a Java program", SampleFiles.Zip(("META-INF/MANIFEST.MF", "x")) },
        { "a ZIP archive", SampleFiles.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<a/>")) },
        { "a Word document with macros", SampleFiles.Office("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml") },
        { "an Office document with macros", SampleFiles.Zip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<a/>"), ("word/vbaProject.bin", "x")) },
        { "a ZIP archive", SampleFiles.Zip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<a/>")) },
        { "damaged or cut off", SampleFiles.Zip(("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"), ("_rels/.rels", "<!DOCTYPE a []><a/>")) },
        { "damaged or cut off", SampleFiles.Good["minutes.docx"][..^40] },
        { "an Office document locked with a password", SampleFiles.Compound("Root Entry", "EncryptionInfo", "EncryptedPackage") },
        { "an Outlook message", SampleFiles.Compound("Root Entry", "__properties_version1.0") },
        { "damaged or cut off", SampleFiles.Compound("Root Entry", "WordDocument")[..900] },
        { "text in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("text")] },
        { "not of a kind the portal knows", [.. "text with a zero \0 in it"u8] },
        { "not of a kind the portal knows", [.. "neither UTF-8 nor Windows-1252: "u8, 0x81, 0x8D] },
        { "a GIF image", [.. "GIF89a"u8] },
        { "a tar archive", [.. new byte[257], .. "ustar\0"u8, .. new byte[200]] },
        { "an xz archive", [0xFD, .. "7zXZ"u8, 0, 0, 4] },
        { "a Windows cabinet", [.. "MSCF"u8, 0, 0, 0, 0, 9] },
        { "a PDF locked with a password", EncryptedPdfs.Locked40 },
        { "a PDF locked with a password", EncryptedPdfs.Locked128 },
        { "a PDF locked with a password", EncryptedPdfs.LockedAes },
        { "a PDF locked with a password", EncryptedPdfs.Locked256 },
        { "a PDF locked with a password", [.. EncryptedPdfs.Locked256, .. "\n% /EncryptMetadata false\n"u8] },
        { "a PDF locked with a password", [.. "%PDF-1.4\ntrailer <</Encrypt 9 0 R/Root 1 0 R>>\n"u8] },
        { "an OpenDocument file locked with a password", SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"), ("META-INF/manifest.xml", "<!DOCTYPE m><m><manifest:encryption-data/></m>")) },
        { "an OpenDocument file with macros", SampleFiles.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>"), ("Basic/Standard/Module1.xml", "<a/>")) },
        { "an Office document with macros", SampleFiles.OfficeListing("xl/workbook.xml", """<Override PartName="/xl/odd.bin" ContentType="application/vnd.ms-office.vbaProject"/>""") },
        { "an older Office document with macros", SampleFiles.Compound("Root Entry", "WordDocument", "Macros") },
        { "an older Office document with macros", SampleFiles.Compound("Root Entry", "Workbook", "_VBA_PROJECT_CUR") },
        { "an older Office document with macros", SampleFiles.LongCompound("WordDocument", "Macros") },
        { "an older Office document locked with a password", SampleFiles.Compound("Root Entry", "PowerPoint Document", "EncryptedSummary") },
        { "an older Office document locked with a password", SampleFiles.CompoundBeginning("WordDocument", [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x01]) },
        { "an older Office document locked with a password", SampleFiles.CompoundBeginning("Workbook", [0x09, 0x08, 0x04, 0, 0, 6, 5, 0, 0x2F, 0, 6, 0]) },
        { "a ZIP archive locked with a password", SampleFiles.LockedZip },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Other_content_is_named_in_words_and_accepted_under_no_name(string words, byte[] content)
    {
        foreach (var extension in AcceptedTypes.All.SelectMany(type => type.Extensions))
        {
            var type = Detect(content, "a" + extension);
            type.ExtensionAgrees.ShouldBeFalse(extension);
            type.Content.Words.ShouldBe(words);
        }
    }

    public static TheoryData<byte[]> OpenPdfs => new(EncryptedPdfs.Open40, EncryptedPdfs.Open128, EncryptedPdfs.OpenAes, EncryptedPdfs.Open256, EncryptedPdfs.Open256Streams);

    [Theory]
    [MemberData(nameof(OpenPdfs))]
    public void A_pdf_that_only_forbids_printing_opens_for_everybody_and_is_accepted(byte[] content) => Detect(content, "a.pdf").ExtensionAgrees.ShouldBeTrue();

    [Fact]
    public void A_pdf_that_speaks_of_encryption_is_not_taken_for_encrypted() =>
        Detect([.. "%PDF-1.4\n(Write /Encrypt into the trailer)\n%%EOF"u8], "a.pdf").ExtensionAgrees.ShouldBeTrue();

    [Fact]
    public void A_document_that_unpacks_to_many_times_its_size_is_oversized()
    {
        using var bomb = new MemoryStream();
        bomb.Write(SampleFiles.Good["data.xlsx"]);
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[10_000_000];
            for (var i = 0; i < 110; i++)
            {
                sheet.Write(zeros);
            }
        }

        var type = FileTypes.Detect(bomb, "figures.xlsx");

        type.ExtensionAgrees.ShouldBeFalse();
        type.Content.Words.ShouldBe("oversized: it unpacks to 1.1 GB in 4 parts");
    }

    [Fact]
    public void An_archive_whose_list_of_parts_alone_is_long_is_oversized_before_it_is_read()
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 10_000; i++)
            {
                zip.CreateEntry($"{i}{new string('x', 1000)}", CompressionLevel.NoCompression);
            }
        }

        FileTypes.Detect(archive, "figures.xlsx").Content.Words.ShouldStartWith("oversized: the list of its parts alone has 10 MB");
    }

    [Fact]
    public void A_long_text_is_read_to_its_end()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Zoë, Siân and Łukasz: ✓\n", 4000)));

        Detect(text, "a.txt").ExtensionAgrees.ShouldBeTrue();
        Detect([.. text, 0], "a.txt").ExtensionAgrees.ShouldBeFalse();
        Detect([.. text, 0xE2, 0x9D], "a.txt").ExtensionAgrees.ShouldBeFalse("cut inside a character");
    }

    [Theory]
    [InlineData("MZ is the code of this ward\n")]
    [InlineData("ID3 decisions of the panel\n")]
    [InlineData("RIFF of the youth board, March 2014\n")]
    [InlineData("Rar! said the lion\n")]
    public void A_text_that_begins_like_another_kind_is_a_text(string text) =>
        Detect(Encoding.UTF8.GetBytes(text), "a.txt").ExtensionAgrees.ShouldBeTrue();

    [Fact]
    public void Damaged_files_of_every_kind_are_an_answer_and_never_an_exception()
    {
        var names = SampleFiles.Good.Keys.ToList();
        Gen.Select(Gen.Int[0, names.Count - 1], Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[0, 20], Gen.Int[0, 5000]).Sample(
            (which, changes, cut) =>
            {
                var content = SampleFiles.Good[names[which]].ToArray();
                foreach (var (at, value) in changes)
                {
                    content[at % content.Length] = value;
                }

                Detect(content[..(1 + (cut % content.Length))], names[which]).Content.Words.ShouldNotBeNullOrEmpty();
            },
            iter: 20_000);
    }

    [Fact]
    public void A_PDF_that_names_its_encryption_without_end_is_refused_and_read_no_more_than_any_other()
    {
        using var content = new CountedStream([.. "%PDF-1.4\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("/EncryptX ", 400_000)))]);

        var type = FileTypes.Detect(content, "endless.pdf");

        type.ExtensionAgrees.ShouldBeFalse();
        type.Content.Words.ShouldBe("a PDF locked with a password");
        content.BytesRead.ShouldBeLessThan(5 * content.Length);
    }

    [Fact]
    public void A_name_that_lies_across_two_blocks_of_reading_is_found()
    {
        var locked = EncryptedPdfs.Locked128;
        for (var after = (1024 * 1024) - 260; after < (1024 * 1024) + 40; after += 3)
        {
            Detect([.. locked, .. new byte[after]], "a.pdf").Content.Words.ShouldBe("a PDF locked with a password", $"{after} bytes behind it");
        }
    }

    private static FileType Detect(byte[] content, string name) => FileTypes.Detect(new MemoryStream(content), name);

    private sealed class CountedStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            BytesRead += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
