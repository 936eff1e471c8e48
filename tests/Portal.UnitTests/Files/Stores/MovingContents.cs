using System.Security.Cryptography;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Files.Stores;

/// <summary>Contents move from one store to the other while the portal reads and writes.</summary>
public sealed class MovingContents(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FolderStore _here = null!;
    private BlobStore _there = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _here = new FolderStore(_folder.Path);
        _there = new BlobStore(await azurite.ContainerAsync());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_is_there_afterwards_and_nothing_is_left_behind(bool toAzure)
    {
        IContentStore from = toAzure ? _here : _there, to = toAzure ? _there : _here;
        var names = await WriteAsync(from, 5);
        await WriteAsync(from, "packs/one.zip", [7, 7]);
        var told = new List<MoveProgress>();
        var move = new StoreMove(new MovingStore(from, to));

        await move.RunAsync(told.Add, Token);

        (move.Moved, move.Left.Count).ShouldBe((6, 0));
        (await NamesAsync(from)).ShouldBeEmpty();
        (await NamesAsync(to)).ShouldBe([.. names, "packs/one.zip"], ignoreOrder: true);
        await ShouldBeIntactAsync(to, names);
        told.Count.ShouldBe(6);
        told[^1].ShouldBe(new MoveProgress(6, told[^1].OfBytes, 6, told[^1].OfBytes));
    }

    [Fact]
    public async Task Broken_off_after_any_content_it_goes_on_with_the_rest()
    {
        var names = await WriteAsync(_here, 6);
        var stores = new MovingStore(_here, _there);
        for (var stop = 1; stop <= 3; stop++)
        {
            using var cancel = new CancellationTokenSource();
            await Should.ThrowAsync<OperationCanceledException>(() => new StoreMove(stores).RunAsync(_ => cancel.Cancel(), cancel.Token));
            (await NamesAsync(_there)).Count.ShouldBe(stop);
            await ShouldBeIntactAsync(stores, names);
        }

        var rest = new StoreMove(stores);
        await rest.RunAsync(_ => { }, Token);

        (rest.Moved, rest.Left.Count).ShouldBe((3, 0));
        await ShouldBeIntactAsync(_there, names);
    }

    [Fact]
    public async Task What_was_copied_and_not_yet_taken_away_is_taken_away()
    {
        var name = (await WriteAsync(_here, 1)).Single();
        await using (var content = await _here.OpenReadAsync(name, Token))
        {
            await _there.WriteAsync(name, content, Token);
        }

        await new StoreMove(new MovingStore(_here, _there)).RunAsync(_ => { }, Token);

        (await NamesAsync(_here)).ShouldBeEmpty();
        await ShouldBeIntactAsync(_there, [name]);
    }

    [Fact]
    public async Task What_was_damaged_before_stays_and_is_told()
    {
        var names = await WriteAsync(_here, 2);
        await File.WriteAllBytesAsync(_here.PathOf(names[0]), [0], Token);
        var move = new StoreMove(new MovingStore(_here, _there));

        await move.RunAsync(_ => { }, Token);

        move.Moved.ShouldBe(1);
        move.Left.ShouldHaveSingleItem().ShouldStartWith(names[0]);
        (await NamesAsync(_here)).ShouldBe([names[0]]);
        (await NamesAsync(_there)).ShouldBe([names[1]]);
    }

    [Fact]
    public async Task Meanwhile_each_content_is_found_where_it_is_and_new_ones_go_where_all_are_going()
    {
        var stores = new MovingStore(_here, _there);
        var (old, both) = ((await WriteAsync(_here, 1)).Single(), (await WriteAsync(_here, 1)).Single());
        await using (var content = await _here.OpenReadAsync(both, Token))
        {
            await _there.WriteAsync(both, content, Token);
        }

        var added = (await WriteAsync(stores, 1)).Single();

        (await NamesAsync(_here)).ShouldBe([old, both], ignoreOrder: true);
        (await NamesAsync(stores)).ShouldBe([old, both, added], ignoreOrder: true);
        await ShouldBeIntactAsync(stores, [old, both, added]);
        stores.PathOf(old).ShouldBe(_here.PathOf(old));
        stores.PathOf(added).ShouldBeNull();
        (await stores.DeleteAsync(both, Token)).ShouldBeTrue();
        (await NamesAsync(stores)).ShouldBe([old, added], ignoreOrder: true);
        await Should.ThrowAsync<FileNotFoundException>(() => stores.OpenReadAsync(both, Token));
    }

    private static async Task<List<string>> WriteAsync(IContentStore store, int count)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var bytes = RandomNumberGenerator.GetBytes(10_000 + i);
            names.Add(ContentNames.OfFile(Convert.ToHexStringLower(SHA256.HashData(bytes))));
            await WriteAsync(store, names[^1], bytes);
        }

        return names;
    }

    private static async Task WriteAsync(IContentStore store, string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        await store.WriteAsync(name, content, Token);
    }

    private static async Task<List<string>> NamesAsync(IContentStore store)
    {
        var names = new List<string>();
        foreach (var prefix in ContentNames.Kept)
        {
            await foreach (var content in store.ListAsync(prefix, Token))
            {
                names.Add(content.Name);
            }
        }

        return names;
    }

    private static async Task ShouldBeIntactAsync(IContentStore store, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            await using var content = await store.OpenReadAsync(name, Token);
            (await HashedCopy.HashAsync(content, Token)).Sha256.ShouldBe(ContentNames.HashIn(name));
        }
    }
}
