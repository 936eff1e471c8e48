using System.Security.Cryptography;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Files;

public sealed class EvidenceStoreTests : IDisposable
{
    private const long Limit = 200_000_000;
    private readonly TemporaryFolder root = new();
    private readonly EvidenceStore store;

    public EvidenceStoreTests() => store = new EvidenceStore(new FolderStore(root.Path), root.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task Content_lies_under_its_own_hash_and_reads_back_the_same()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_001);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));

        var stored = await store.SaveAsync(new MemoryStream(bytes), Limit, Token);

        stored.ShouldBe(new StoredContent(sha256, bytes.Length, AlreadyStored: false));
        root.FilesBelow(".").ShouldBe([Path.Combine(root.Path, ".", "files", sha256[..2], sha256[2..4], sha256)]);
        (await store.FindAsync(sha256, Token))!.Length.ShouldBe(bytes.Length);
        await using var read = await store.OpenReadAsync(sha256, Token);
        var back = new byte[bytes.Length];
        await read.ReadExactlyAsync(back, Token);
        back.ShouldBe(bytes);
        read.ReadByte().ShouldBe(-1);
    }

    [Fact]
    public async Task The_same_content_twice_is_stored_once()
    {
        var first = await store.SaveAsync(new MemoryStream([1, 2, 3]), Limit, Token);
        var second = await store.SaveAsync(new MemoryStream([1, 2, 3]), Limit, Token);

        second.ShouldBe(first with { AlreadyStored = true });
        root.FilesBelow(".").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_file_is_refused_and_leaves_nothing()
    {
        var refused = await Should.ThrowAsync<FileRefused>(() => store.SaveAsync(Stream.Null, Limit, Token));

        refused.Refusal.ShouldBe(FileRefusal.Empty);
        root.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_taken()
    {
        var stored = await store.SaveAsync(new GeneratedStream(1_000_000), 1_000_000, Token);

        stored.Length.ShouldBe(1_000_000);
    }

    [Fact]
    public async Task An_oversize_file_is_refused_as_soon_as_the_limit_is_passed()
    {
        var endless = new GeneratedStream(long.MaxValue);

        var refused = await Should.ThrowAsync<FileRefused>(() => store.SaveAsync(endless, 1_000_000, Token));

        refused.Refusal.ShouldBe(FileRefusal.TooLarge);
        refused.Message.ShouldBe("The selected file must be smaller than 1 MB.");
        endless.Delivered.ShouldBeLessThan(1_000_000 + (2 * HashedCopy.BufferBytes));
        root.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_cut_off_midway_leaves_nothing()
    {
        var cut = new GeneratedStream(700_000, new IOException("The client closed the connection."));

        await Should.ThrowAsync<IOException>(() => store.SaveAsync(cut, Limit, Token));

        cut.Delivered.ShouldBe(700_000);
        root.FilesBelow(".").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var slow = new GeneratedStream(10_000_000, onRead: at => CancelAfter(at, cancel));

        await Should.ThrowAsync<OperationCanceledException>(() => store.SaveAsync(slow, Limit, cancel.Token));

        root.FilesBelow(".").ShouldBeEmpty();

        static void CancelAfter(long at, CancellationTokenSource cancel)
        {
            if (at > 500_000)
            {
                cancel.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_full_disk_is_an_error_and_leaves_nothing()
    {
        using var disk = new SmallDisk();
        var small = new EvidenceStore(new FolderStore(disk.Path), disk.Path);

        var refused = await Should.ThrowAsync<FileRefused>(() => small.SaveAsync(new GeneratedStream(3_000_000), Limit, Token));

        refused.Refusal.ShouldBe(FileRefusal.NoRoom);
        refused.Message.ShouldStartWith("There is no room left to store the file");

        Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await small.SaveAsync(new GeneratedStream(500_000), Limit, Token)).Length.ShouldBe(500_000);
    }

    [Fact]
    public async Task Altered_or_absent_content_is_not_intact()
    {
        var stored = await store.SaveAsync(new MemoryStream([1, 2, 3, 4]), Limit, Token);
        (await store.IsIntactAsync(stored.Sha256, Token)).ShouldBeTrue();

        await File.WriteAllBytesAsync(root.FilesBelow("files").Single(), [1, 2, 3, 5], Token);

        (await store.IsIntactAsync(stored.Sha256, Token)).ShouldBeFalse();
        (await store.IsIntactAsync(new string('0', 64), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Uploading_the_file_again_mends_a_damaged_copy()
    {
        var stored = await store.SaveAsync(new MemoryStream([1, 2, 3, 4]), Limit, Token);
        await File.WriteAllBytesAsync(root.FilesBelow("files").Single(), [9], Token);

        await store.SaveAsync(new MemoryStream([1, 2, 3, 4]), Limit, Token);

        (await store.IsIntactAsync(stored.Sha256, Token)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public void What_is_not_a_hash_is_not_looked_for(string sha256) =>
        Should.Throw<ArgumentException>(() => ContentNames.OfFile(sha256)).ParamName.ShouldBe("sha256");

    [Fact]
    public async Task Sweeping_deletes_what_a_killed_process_left_and_nothing_newer()
    {
        var now = new DateTime(2014, 3, 5, 12, 0, 0, DateTimeKind.Utc);
        var left = root[Path.Combine("incoming", "left.part")];
        var current = root[Path.Combine("incoming", "current.part")];
        await File.WriteAllBytesAsync(left, [1], Token);
        await File.WriteAllBytesAsync(current, [1], Token);
        File.SetLastWriteTimeUtc(left, now.AddHours(-25));
        File.SetLastWriteTimeUtc(current, now.AddHours(-23));

        store.SweepIncoming(TimeSpan.FromHours(24), now).ShouldBe(1);

        root.FilesBelow("incoming").ShouldBe([current]);
    }

    [Fact]
    public async Task The_same_file_from_many_people_at_once_is_stored_once_and_whole()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.SaveAsync(new GeneratedStream(400_000), Limit, Token))));

        saved.Select(stored => stored.Sha256).Distinct().Count().ShouldBe(1);
        root.FilesBelow(".").Count.ShouldBe(1);
        (await store.IsIntactAsync(saved[0].Sha256, Token)).ShouldBeTrue();
    }
}
