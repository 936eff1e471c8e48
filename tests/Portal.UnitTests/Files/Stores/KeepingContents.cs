using System.Security.Cryptography;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Files.Stores;

/// <summary>What holds for every store, wherever it keeps its contents.</summary>
public abstract class KeepingContents : IAsyncLifetime
{
    private const string Name = "files/ab/cd/one";
    private readonly TemporaryFolder _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IContentStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync(_folder.Path);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected abstract Task<IContentStore> OpenAsync(string root);

    [Fact]
    public async Task What_was_written_is_found_and_reads_back_the_same()
    {
        var bytes = RandomNumberGenerator.GetBytes(9_000_001); // More than two blocks, and not a whole number of them.
        await WriteAsync(Name, bytes);

        var held = (await Store.FindAsync(Name, Token)).ShouldNotBeNull();
        (held.Name, held.Length).ShouldBe((Name, bytes.Length));
        held.WrittenAt.ShouldBe(TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(5));
        (await ReadAsync(Name)).ShouldBe(bytes);
    }

    [Fact]
    public async Task A_finished_file_is_taken_over_and_gone_where_it_was()
    {
        var part = Path.Combine(WorkingFolder.In(_folder.Path), "arrived.part");
        await File.WriteAllBytesAsync(part, [1, 2, 3], Token);

        await Store.KeepAsync(Name, part, Token);

        File.Exists(part).ShouldBeFalse();
        (await ReadAsync(Name)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Reading_may_begin_anywhere_and_jump()
    {
        var bytes = RandomNumberGenerator.GetBytes(5_000_000);
        await WriteAsync(Name, bytes);
        await using var content = await Store.OpenReadAsync(Name, Token);
        content.Length.ShouldBe(bytes.Length);
        var piece = new byte[1000];

        foreach (var place in new[] { 4_999_000, 0, 1000, 2_500_000, 2_500_001 })
        {
            content.Seek(place, SeekOrigin.Begin);
            await content.ReadExactlyAsync(piece, Token);
            piece.ShouldBe(bytes[place..(place + 1000)]);
        }

        content.Seek(-10, SeekOrigin.End);
        content.ReadExactly(piece, 0, 10);
        piece[..10].ShouldBe(bytes[^10..]);
        (await content.ReadAsync(piece, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_absent_is_not_found_opened_or_deleted()
    {
        (await Store.FindAsync(Name, Token)).ShouldBeNull();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.OpenReadAsync(Name, Token));
        (await Store.DeleteAsync(Name, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_deleted_is_gone()
    {
        await WriteAsync(Name, [1]);

        (await Store.DeleteAsync(Name, Token)).ShouldBeTrue();

        (await Store.FindAsync(Name, Token)).ShouldBeNull();
        (await Store.DeleteAsync(Name, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_put_there_again_is_not_deleted_as_old()
    {
        await WriteAsync(Name, [1, 2, 3]);
        var since = (await Store.FindAsync(Name, Token))!.WrittenAt.AddSeconds(1); // stores know seconds
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while ((await Store.FindAsync(Name, patience.Token))!.WrittenAt < since)
        {
            await WriteAsync(Name, [1, 2, 3]);
        }

        (await Store.DeleteAsync(Name, since, Token)).ShouldBeFalse();
        (await ReadAsync(Name)).ShouldBe([1, 2, 3]);
        (await Store.DeleteAsync(Name, since.AddDays(1), Token)).ShouldBeTrue();
        (await Store.DeleteAsync(Name, since.AddDays(1), Token)).ShouldBeFalse("it is gone");
    }

    [Fact]
    public async Task A_list_has_all_of_its_prefix_and_nothing_else()
    {
        await WriteAsync("files/aa/bb/one", [1]);
        await WriteAsync("files/aa/cc/two", [1, 2]);
        await WriteAsync("packs/three.zip", [1, 2, 3]);

        (await ListAsync(ContentNames.Files)).ShouldBe([("files/aa/bb/one", 1), ("files/aa/cc/two", 2)], ignoreOrder: true);
        (await ListAsync(ContentNames.Packs)).ShouldBe([("packs/three.zip", 3)]);
        (await ListAsync(ContentNames.Proofs)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_there_and_damaged_is_replaced()
    {
        await WriteAsync(Name, [9, 9, 9]);

        await WriteAsync(Name, [1, 2, 3]);

        (await ReadAsync(Name)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing()
    {
        await using var broken = new BrokenContent(12_000_000, 9_000_000);

        await Should.ThrowAsync<IOException>(() => Store.WriteAsync(Name, broken, Token));

        (await Store.FindAsync(Name, Token)).ShouldBeNull();
        (await ListAsync(ContentNames.Files)).ShouldBeEmpty();
        Directory.EnumerateFiles(WorkingFolder.In(_folder.Path)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_content_written_by_many_at_once_is_there_once_and_whole()
    {
        var bytes = RandomNumberGenerator.GetBytes(9_000_000);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => WriteAsync(Name, bytes))));

        (await ReadAsync(Name)).ShouldBe(bytes);
        (await ListAsync(ContentNames.Files)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Evidence_is_kept_recognised_borrowed_and_found_damaged()
    {
        var evidence = new EvidenceStore(Store, _folder.Path);
        var stored = await evidence.SaveAsync(new MemoryStream([1, 2, 3, 4]), 100, Token);
        (await evidence.SaveAsync(new MemoryStream([1, 2, 3, 4]), 100, Token)).ShouldBe(stored with { AlreadyStored = true });
        (await evidence.IsIntactAsync(stored.Sha256, Token)).ShouldBeTrue();
        using (var local = await evidence.BorrowAsync(stored.Sha256, Token))
        {
            (await File.ReadAllBytesAsync(local.Path, Token)).ShouldBe([1, 2, 3, 4]);
        }

        await WriteAsync(ContentNames.OfFile(stored.Sha256), [4, 3, 2, 1]);

        (await evidence.IsIntactAsync(stored.Sha256, Token)).ShouldBeFalse();
        await evidence.SaveAsync(new MemoryStream([1, 2, 3, 4]), 100, Token);
        (await evidence.IsIntactAsync(stored.Sha256, Token)).ShouldBeTrue();
        Directory.EnumerateFiles(WorkingFolder.In(_folder.Path)).ShouldBeEmpty();
    }

    private async Task WriteAsync(string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await Store.WriteAsync(name, content, Token);
    }

    private async Task<byte[]> ReadAsync(string name)
    {
        await using var content = await Store.OpenReadAsync(name, Token);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private async Task<List<(string, long)>> ListAsync(string prefix)
    {
        var found = new List<(string, long)>();
        await foreach (var content in Store.ListAsync(prefix, Token))
        {
            found.Add((content.Name, content.Length));
        }

        return found;
    }

    /// <summary>Breaks off in the middle, as a disk does that fails.</summary>
    private sealed class BrokenContent(int length, int breaksAt) : MemoryStream(new byte[length])
    {
        public override int Read(byte[] buffer, int offset, int count) => Position + count > breaksAt ? throw new IOException("The disk failed.") : base.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => Position + buffer.Length > breaksAt ? throw new IOException("The disk failed.") : base.Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("The disk failed.");
    }
}

public sealed class KeepingContentsInAFolder : KeepingContents
{
    protected override Task<IContentStore> OpenAsync(string root) => Task.FromResult<IContentStore>(new FolderStore(root));
}

public sealed class KeepingContentsInAzure(AzuriteFixture azurite) : KeepingContents, IClassFixture<AzuriteFixture>
{
    protected override async Task<IContentStore> OpenAsync(string root) => new BlobStore(await azurite.ContainerAsync());
}
