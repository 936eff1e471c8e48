using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Portal.UnitTests.Files;
using Portal.Web.Documents.Bags;

namespace Portal.UnitTests.Documents.Bags;

public sealed class BagWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Pack => folder["pack.zip"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_bag_holds_every_file_and_manifests_that_other_code_confirms()
    {
        var written = await MadeBag.WriteAsync(Pack);

        using var zip = ZipFile.OpenRead(Pack);
        var entries = zip.Entries.ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
        entries.Keys.ShouldAllBe(name => name.StartsWith("NSCB-2014-1/", StringComparison.Ordinal));
        Encoding.UTF8.GetString(entries["NSCB-2014-1/bagit.txt"]).ShouldBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");

        var payload = ListedIn(entries, "manifest-sha256.txt");
        payload.Keys.ShouldBe(MadeBag.Files.Select(file => "data/" + file.Name));
        foreach (var (name, content) in MadeBag.Files)
        {
            entries["NSCB-2014-1/data/" + name].ShouldBe(content);
            payload["data/" + name].ShouldBe(MadeBag.Hash(content));
        }

        var tags = ListedIn(entries, "tagmanifest-sha256.txt");
        tags.Keys.ShouldBe(["bagit.txt", "bag-info.txt", "manifest-sha256.txt"], ignoreOrder: true);
        tags.ShouldAllBe(tag => tag.Value == MadeBag.Hash(entries["NSCB-2014-1/" + tag.Key]));
        (written.Files, written.Bytes).ShouldBe((MadeBag.Files.Length, MadeBag.Files.Sum(file => file.Content.LongLength)));
        written.ZipLength.ShouldBe(new FileInfo(Pack).Length);
        written.TagManifestSha256.ShouldBe(MadeBag.Hash(entries["NSCB-2014-1/tagmanifest-sha256.txt"]));
    }

    [Fact]
    public async Task A_file_that_is_written_into_the_bag_is_listed_like_one_that_is_copied()
    {
        await using (var bag = await BagWriter.CreateAsync(Pack, "bag", MadeBag.Timestamp, null, CancellationToken.None))
        {
            var copied = await bag.AddAsync("copied.txt", new MemoryStream("Zoë"u8.ToArray()), null, CancellationToken.None);
            var written = await bag.AddAsync(
                "written.txt",
                async (output, ct) =>
                {
                    output.Write("Zo"u8);
                    await output.WriteAsync("ë"u8.ToArray(), ct);
                },
                null,
                CancellationToken.None);

            (written.Sha256, written.Length).ShouldBe((copied.Sha256, copied.Length));
            bag.Files.ShouldBe([copied, written]);
            await bag.CompleteAsync(MadeBag.Info, CancellationToken.None);
        }

        (await MadeBag.VerifyAsync(await File.ReadAllBytesAsync(Pack))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bag_in_which_a_file_could_not_be_written_cannot_be_completed_and_leaves_nothing()
    {
        await using (var bag = await BagWriter.CreateAsync(Pack, "bag", MadeBag.Timestamp, null, CancellationToken.None))
        {
            await Should.ThrowAsync<IOException>(() => bag.AddAsync("half.txt", (_, _) => throw new IOException("No."), null, CancellationToken.None));
            await Should.ThrowAsync<InvalidOperationException>(() => bag.CompleteAsync(MadeBag.Info, CancellationToken.None));
        }

        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stopped_before_it_has_begun_it_leaves_no_part_and_no_lock()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => BagWriter.CreateAsync(Pack, "bag", new DateTime(2015, 3, 3, 0, 0, 0, DateTimeKind.Utc), null, stop.Token));

        Directory.GetFiles(folder.Path).ShouldBeEmpty();
        await MadeBag.WriteAsync(Pack);
    }

    [Fact]
    public async Task Bag_info_says_who_when_what_and_how_much()
    {
        await MadeBag.WriteAsync(Pack);

        using var zip = ZipFile.OpenRead(Pack);
        Encoding.UTF8.GetString(Content(zip.GetEntry("NSCB-2014-1/bag-info.txt")!)).ShouldBe(
            $"""
            Source-Organization: Northshire Safeguarding Children Board
            Bagging-Date: 2014-03-05
            External-Identifier: NSCB-2014-1
            Payload-Oxum: 933.5
            Bag-Size: 933 bytes
            Bag-Software-Agent: Self-Assessment Portal
            Content-Hash: {new string('a', 64)}
            External-Description: Two lines

            """);
    }

    [Fact]
    public async Task The_systems_own_unzip_and_sha256sum_confirm_a_bag()
    {
        if (!File.Exists("/usr/bin/unzip") || !File.Exists("/usr/bin/sha256sum"))
        {
            Assert.Skip("unzip or sha256sum is not installed: the bag was only confirmed by the other tests.");
        }

        await MadeBag.WriteAsync(Pack);

        Run("/usr/bin/unzip", folder.Path, "-t", Pack).ShouldContain("No errors detected");
        Run("/usr/bin/unzip", folder.Path, "-q", Pack, "-d", folder["out"]);
        var bag = Path.Combine(folder["out"], "NSCB-2014-1");
        Run("/usr/bin/sha256sum", bag, "--strict", "-c", "manifest-sha256.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length
            .ShouldBe(MadeBag.Files.Length);
        Run("/usr/bin/sha256sum", bag, "--strict", "-c", "tagmanifest-sha256.txt").ShouldContain("bag-info.txt: OK");
        File.ReadAllBytes(Path.Combine(bag, "data", MadeBag.Files[3].Name)).ShouldBe(MadeBag.Files[3].Content);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        await MadeBag.WriteAsync(Pack);
        await MadeBag.WriteAsync(folder["again.zip"]);

        File.ReadAllBytes(folder["again.zip"]).ShouldBe(File.ReadAllBytes(Pack));
    }

    [Fact]
    public async Task Text_is_compressed_and_what_is_compressed_already_is_stored()
    {
        var easy = new byte[100_000];
        await MadeBag.WriteAsync(Pack, [("a.txt", easy), ("a.pdf", easy)]);

        using var zip = ZipFile.OpenRead(Pack);
        zip.GetEntry("NSCB-2014-1/data/a.txt")!.CompressedLength.ShouldBeLessThan(2_000);
        zip.GetEntry("NSCB-2014-1/data/a.pdf")!.CompressedLength.ShouldBe(100_000);
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("/a.txt")]
    [InlineData("a//b.txt")]
    [InlineData("a\\b.txt")]
    [InlineData("a\nb.txt")]
    [InlineData("a.")]
    [InlineData("")]
    public async Task An_unsafe_name_is_refused(string name)
    {
        await using var bag = await CreateAsync();

        await Should.ThrowAsync<ArgumentException>(() => bag.AddAsync(name, Stream.Null, null, Token));
    }

    [Theory]
    [InlineData("A.TXT")]
    [InlineData("a.txt")]
    public async Task A_name_that_differs_only_by_case_is_refused(string name)
    {
        await using var bag = await CreateAsync();
        await bag.AddAsync("a.txt", Stream.Null, null, Token);

        await Should.ThrowAsync<ArgumentException>(() => bag.AddAsync(name, Stream.Null, null, Token));
    }

    [Fact]
    public async Task Names_are_brought_to_one_Unicode_form_and_percent_signs_encoded_in_the_manifest()
    {
        await MadeBag.WriteAsync(Pack, [("Zoe\u0308 50%.txt", [1])]);

        using var zip = ZipFile.OpenRead(Pack);
        zip.GetEntry("NSCB-2014-1/data/Zo\u00EB 50%.txt").ShouldNotBeNull();
        Encoding.UTF8.GetString(Content(zip.GetEntry("NSCB-2014-1/manifest-sha256.txt")!)).ShouldEndWith("  data/Zo\u00EB 50%25.txt\n");
        (await VerifyFileAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_rises_to_the_bytes_written()
    {
        var told = new Told();
        await using var bag = await BagWriter.CreateAsync(Pack, "bag", MadeBag.Timestamp, told, Token);

        await bag.AddAsync("a.pdf", new GeneratedStream(9_000_000), null, Token);
        await bag.AddAsync("b.pdf", new GeneratedStream(1_000_000), null, Token);

        told.Values.ShouldBeInOrder();
        told.Values.Count.ShouldBeGreaterThanOrEqualTo(4);
        told.Values[^1].ShouldBe(10_000_000);
    }

    [Fact]
    public async Task More_files_than_an_old_zip_can_count_are_packed_and_verified()
    {
        await using (var bag = await CreateAsync())
        {
            for (var i = 0; i < 66_000; i++)
            {
                await bag.AddAsync($"{i}.pdf", Stream.Null, null, Token);
            }

            await bag.CompleteAsync(MadeBag.Info, Token);
        }

        var report = await VerifyFileAsync();
        report.Faults.ShouldBeEmpty();
        report.Files.ShouldBe(66_000);
    }

    private Task<BagWriter> CreateAsync() => BagWriter.CreateAsync(Pack, "bag", MadeBag.Timestamp, null, Token);

    private async Task<BagReport> VerifyFileAsync()
    {
        await using var zip = File.OpenRead(Pack);
        return await BagVerifier.VerifyAsync(zip, Token);
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static Dictionary<string, string> ListedIn(Dictionary<string, byte[]> entries, string manifest) =>
        Encoding.UTF8.GetString(entries["NSCB-2014-1/" + manifest]).TrimEnd('\n').Split('\n')
            .ToDictionary(line => line[66..], line => line[..64], StringComparer.Ordinal);

    private static string Run(string program, string directory, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    private sealed class Told : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
