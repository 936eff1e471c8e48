using System.Runtime.CompilerServices;

namespace Portal.Web.Files.Stores;

/// <summary>
/// Two stores while contents move from one to the other: new ones go to where all are going, and each is found in whichever has it. A content is
/// put there before it is taken away here, so that it is never in neither.
/// </summary>
/// <param name="from">Where contents still lie.</param>
/// <param name="to">Where they go.</param>
public sealed class MovingStore(IContentStore from, IContentStore to) : IContentStore
{
    public string Description => $"{to.Description}, moving from {from.Description}";

    internal IContentStore From => from;

    internal IContentStore To => to;

    public Task KeepAsync(string name, string path, CancellationToken ct) => to.KeepAsync(name, path, ct);

    public Task WriteAsync(string name, Stream content, CancellationToken ct) => to.WriteAsync(name, content, ct);

    public async Task<Stream> OpenReadAsync(string name, CancellationToken ct) =>
        await OpenOrNullAsync(to, name, ct) ?? await OpenOrNullAsync(from, name, ct)
        ?? await to.OpenReadAsync(name, ct); // It may have moved between the two looks.

    public async Task<HeldContent?> FindAsync(string name, CancellationToken ct) =>
        await to.FindAsync(name, ct) ?? await from.FindAsync(name, ct) ?? await to.FindAsync(name, ct);

    /// <remarks>First where it comes from, so that it is not moved after it was deleted.</remarks>
    public async Task<bool> DeleteAsync(string name, CancellationToken ct)
    {
        var wasThere = await from.DeleteAsync(name, ct);
        return await to.DeleteAsync(name, ct) || wasThere;
    }

    /// <inheritdoc cref="DeleteAsync(string, CancellationToken)"/>
    public async Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct)
    {
        var wasThere = await from.DeleteAsync(name, unlessSince, ct);
        return await to.DeleteAsync(name, unlessSince, ct) || wasThere;
    }

    /// <remarks>First where they come from: what moves meanwhile is then met once at least, and told once.</remarks>
    public async IAsyncEnumerable<HeldContent> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var content in from.ListAsync(prefix, ct))
        {
            told.Add(content.Name);
            yield return content;
        }

        await foreach (var content in to.ListAsync(prefix, ct))
        {
            if (told.Add(content.Name))
            {
                yield return content;
            }
        }
    }

    public string? PathOf(string name) => new[] { to.PathOf(name), from.PathOf(name) }.FirstOrDefault(path => File.Exists(path));

    private static async Task<Stream?> OpenOrNullAsync(IContentStore store, string name, CancellationToken ct)
    {
        try
        {
            return await store.OpenReadAsync(name, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
