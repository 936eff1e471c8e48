using Portal.UnitTests.Files;
using Portal.Web.Documents.Bags;

namespace Portal.UnitTests.Documents.Bags;

/// <summary>A pack is there whole or not at all.</summary>
public sealed class InterruptedBagTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Pack => folder["pack.zip"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_pack_has_its_name_only_when_it_is_complete()
    {
        await using (var bag = await CreateAsync())
        {
            await bag.AddAsync("a.txt", new MemoryStream([1]), null, Token);
            folder.FilesBelow(".").Select(Path.GetFileName).ShouldBe(["pack.zip.part"]);
            await bag.CompleteAsync(MadeBag.Info, Token);
            folder.FilesBelow(".").Select(Path.GetFileName).ShouldBe(["pack.zip"]);
        }

        folder.FilesBelow(".").Select(Path.GetFileName).ShouldBe(["pack.zip"]);
    }

    [Fact]
    public async Task What_a_killed_writer_left_does_not_hinder_or_harm_the_next_try()
    {
        await File.WriteAllBytesAsync(Pack + ".part", new byte[500_000], Token);

        await MadeBag.WriteAsync(Pack);

        (await VerifyFileAsync()).Faults.ShouldBeEmpty();
        folder.FilesBelow(".").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_writers_of_one_pack_do_not_mix()
    {
        await using var first = await CreateAsync();
        await first.AddAsync("a.txt", new MemoryStream(new byte[1000]), null, Token);

        await Should.ThrowAsync<IOException>(CreateAsync);

        await first.CompleteAsync(MadeBag.Info, Token);
        (await VerifyFileAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_payload_that_is_not_what_was_signed_makes_no_pack()
    {
        await using (var bag = await CreateAsync())
        {
            await bag.AddAsync("right.txt", new MemoryStream([1]), MadeBag.Hash([1]), Token);
            (await Should.ThrowAsync<PayloadDamaged>(() => bag.AddAsync("wrong.txt", new MemoryStream([1]), MadeBag.Hash([2]), Token)))
                .Name.ShouldBe("wrong.txt");
            await Should.ThrowAsync<InvalidOperationException>(() => bag.CompleteAsync(MadeBag.Info, Token));
        }

        folder.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_makes_no_pack()
    {
        await using (var bag = await CreateAsync())
        {
            var broken = new GeneratedStream(400_000, new IOException("No space left on device", 28));
            (await Should.ThrowAsync<IOException>(() => bag.AddAsync("a.pdf", broken, null, Token))).HResult.ShouldBe(28);
        }

        folder.FilesBelow(".").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3_000_000)]
    [InlineData(1_040_000)]
    public async Task A_full_disk_makes_no_pack_and_leaves_no_part(int bytes)
    {
        using var disk = new SmallDisk();
        var pack = Path.Combine(disk.Path, "pack.zip");

        await Should.ThrowAsync<IOException>(async () =>
        {
            await using var bag = await BagWriter.CreateAsync(pack, "bag", MadeBag.Timestamp, null, Token);
            await bag.AddAsync("a.pdf", new GeneratedStream(bytes), null, Token);
            await bag.AddAsync("b.pdf", new GeneratedStream(20_000), null, Token);
            await bag.CompleteAsync(MadeBag.Info, Token);
        });

        Directory.EnumerateFileSystemEntries(disk.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_makes_no_pack()
    {
        using var cancel = new CancellationTokenSource();
        await using (var bag = await CreateAsync())
        {
            var slow = new GeneratedStream(10_000_000, onRead: at => CancelAfter(at, cancel));
            await Should.ThrowAsync<OperationCanceledException>(() => bag.AddAsync("a.pdf", slow, null, cancel.Token));
        }

        folder.FilesBelow(".").ShouldBeEmpty();

        static void CancelAfter(long at, CancellationTokenSource cancel)
        {
            if (at > 500_000)
            {
                cancel.Cancel();
            }
        }
    }

    private Task<BagWriter> CreateAsync() => BagWriter.CreateAsync(Pack, "bag", MadeBag.Timestamp, null, Token);

    private async Task<BagReport> VerifyFileAsync()
    {
        await using var zip = File.OpenRead(Pack);
        return await BagVerifier.VerifyAsync(zip, Token);
    }
}
