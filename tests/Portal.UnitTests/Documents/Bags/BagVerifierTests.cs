using System.IO.Compression;
using CsCheck;
using Portal.UnitTests.Files;
using Portal.Web.Documents.Bags;

namespace Portal.UnitTests.Documents.Bags;

public sealed class BagVerifierTests
{
    [Fact]
    public async Task A_written_bag_has_no_fault()
    {
        var report = await MadeBag.VerifyAsync(await WrittenAsync());

        report.Faults.ShouldBeEmpty();
        report.IsIntact.ShouldBeTrue();
        (report.Files, report.Bytes).ShouldBe((MadeBag.Files.Length, MadeBag.Files.Sum(file => file.Content.LongLength)));
    }

    [Fact]
    public async Task A_right_bag_made_by_other_code_has_no_fault() =>
        (await MadeBag.VerifyAsync(MadeBag.Zip(MadeBag.Entries()))).Faults.ShouldBeEmpty();

    /// <summary>Only these bytes of the central directory say nothing of the files: version made by, version needed and attributes.</summary>
    [Fact]
    public async Task Altering_any_byte_that_carries_information_is_found()
    {
        var pack = await WrittenAsync();
        var contents = Contents(pack);
        var unfound = new List<int>();
        for (var at = 0; at < pack.Length; at++)
        {
            var altered = pack.ToArray();
            altered[at] ^= (byte)(1 << (at % 8));
            if ((await MadeBag.VerifyAsync(altered)).IsIntact)
            {
                unfound.Add(at);
                Contents(altered).ShouldBe(contents, $"byte {at} was altered without a fault");
            }
        }

        var entries = contents.Count;
        unfound.Count.ShouldBeLessThan(entries * (4 + 2 + 2 + 4 + 1), "a few bytes of headers and the padding of packed data");
    }

    [Fact]
    public async Task No_shorter_or_longer_pack_is_intact()
    {
        var pack = await WrittenAsync();
        for (var length = 0; length < pack.Length; length++)
        {
            (await MadeBag.VerifyAsync(pack[..length])).IsIntact.ShouldBeFalse();
        }

        (await MadeBag.VerifyAsync([.. pack, 0])).IsIntact.ShouldBeFalse();
        (await MadeBag.VerifyAsync([0, .. pack])).IsIntact.ShouldBeFalse();
    }

    [Fact]
    public async Task Whatever_is_done_to_a_pack_there_is_a_report_and_no_exception()
    {
        var pack = await WrittenAsync();
        var right = Contents(pack);
        Gen.Select(Gen.Select(Gen.Int[0, pack.Length - 1], Gen.OneOf(Gen.Byte, Gen.Const((byte)0xFF), Gen.Const((byte)0)))
            .Array[1, 12], Gen.Int[0, pack.Length - 1], Gen.Int[0, 40]).Sample(
            (changes, cutAt, cut) =>
            {
                var altered = pack.ToArray();
                foreach (var (at, value) in changes)
                {
                    altered[at] = value;
                }

                altered = [.. altered[..cutAt], .. altered[Math.Min(altered.Length, cutAt + cut)..]];
                var report = MadeBag.VerifyAsync(altered).GetAwaiter().GetResult();
                if (report.IsIntact)
                {
                    Contents(altered).ShouldBe(right);
                }
            },
            iter: 3000);
    }

    public static TheoryData<string, BagFaultKind> Wrong => new()
    {
        { "payload altered", BagFaultKind.ContentDiffers },
        { "payload removed", BagFaultKind.ListedFileMissing },
        { "payload added", BagFaultKind.UnlistedFile },
        { "tag file altered", BagFaultKind.ContentDiffers },
        { "tag file added", BagFaultKind.UnlistedFile },
        { "no declaration", BagFaultKind.RequiredFileMissing },
        { "other version", BagFaultKind.TagFileInvalid },
        { "no bag-info", BagFaultKind.RequiredFileMissing },
        { "no manifest", BagFaultKind.RequiredFileMissing },
        { "no tag manifest", BagFaultKind.RequiredFileMissing },
        { "no oxum", BagFaultKind.TagFileInvalid },
        { "wrong oxum bytes", BagFaultKind.OxumDiffers },
        { "wrong oxum files", BagFaultKind.OxumDiffers },
        { "manifest line broken", BagFaultKind.TagFileInvalid },
        { "manifest line twice", BagFaultKind.DuplicateName },
        { "manifest climbs", BagFaultKind.UnsafeName },
        { "manifest not UTF-8", BagFaultKind.TagFileInvalid },
        { "outside", BagFaultKind.OutsideBag },
        { "climbing", BagFaultKind.UnsafeName },
        { "absolute", BagFaultKind.UnsafeName },
        { "same but for case", BagFaultKind.DuplicateName },
        { "terminal escape", BagFaultKind.UnsafeName },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_told(string what, BagFaultKind kind)
    {
        var report = await MadeBag.VerifyAsync(MadeBag.Zip(WrongBag.Make(what)));

        report.Faults.Select(fault => fault.Kind).ShouldContain(kind, string.Join('\n', report.Faults));
        report.Faults.ShouldAllBe(fault => !fault.Words.Any(char.IsControl));
    }

    [Fact]
    public async Task Every_fault_is_told_not_only_the_first()
    {
        var entries = MadeBag.Entries();
        entries["bag/data/a.txt"] = "hellO"u8.ToArray();
        entries["bag/data/b.txt"] = "new"u8.ToArray();
        entries["bag/bag-info.txt"] = "Payload-Oxum: 1.1\n"u8.ToArray();

        var report = await MadeBag.VerifyAsync(MadeBag.Zip(entries.Reverse()));

        report.Faults.Select(fault => fault.Kind).Distinct().ShouldBe(
            [BagFaultKind.UnlistedFile, BagFaultKind.ContentDiffers, BagFaultKind.TooMuchContent, BagFaultKind.OxumDiffers], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_entry_twice_is_a_fault()
    {
        var entries = MadeBag.Entries();

        var report = await MadeBag.VerifyAsync(MadeBag.Zip([.. entries, new("bag/data/a.txt", "hello"u8.ToArray())]));

        report.Faults.ShouldHaveSingleItem().Kind.ShouldBe(BagFaultKind.DuplicateName);
    }

    [Fact]
    public async Task A_link_is_a_fault()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in MadeBag.Entries())
            {
                var entry = zip.CreateEntry(name);
                entry.ExternalAttributes = name.EndsWith("a.txt", StringComparison.Ordinal) ? 0xA1FF << 16 : entry.ExternalAttributes;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        (await MadeBag.VerifyAsync(bytes.ToArray())).Faults.ShouldHaveSingleItem().Words.ShouldBe("“bag/data/a.txt” is a link or a device, not a file.");
    }

    [Fact]
    public async Task A_bomb_is_not_unpacked_beyond_what_the_pack_declares()
    {
        var bomb = new byte[50_000_000];
        var entries = MadeBag.Entries();
        entries["bag/data/a.txt"] = bomb;
        var zip = MadeBag.Zip(entries);
        zip.Length.ShouldBeLessThan(300_000);

        var report = await MadeBag.VerifyAsync(zip);

        report.Faults.ShouldContain(fault => fault.Kind == BagFaultKind.TooMuchContent);
        report.Bytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_manifest_of_nothing_but_line_ends_is_not_read_for_ever()
    {
        var entries = MadeBag.Entries();
        entries["bag/manifest-sha256.txt"] = [.. Enumerable.Repeat((byte)'\n', 20_000_000)];
        MadeBag.ListTags(entries);

        (await MadeBag.VerifyAsync(MadeBag.Zip(entries))).Faults.Count.ShouldBeInRange(1000, 1010);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 80, 75, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 37, 80, 68, 70 })]
    public async Task What_is_no_pack_at_all_is_told(byte[] file) =>
        (await MadeBag.VerifyAsync(file)).Faults.ShouldHaveSingleItem().Kind.ShouldBe(BagFaultKind.ZipDamaged);

    private static async Task<byte[]> WrittenAsync()
    {
        using var folder = new TemporaryFolder();
        await MadeBag.WriteAsync(folder["pack.zip"]);
        return await File.ReadAllBytesAsync(folder["pack.zip"]);
    }

    /// <summary>What another reader makes of a ZIP: the names with their content.</summary>
    private static List<string> Contents(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(Read)];

        static string Read(ZipArchiveEntry entry)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return entry.FullName + ":" + Convert.ToHexString(bytes.ToArray());
        }
    }
}
