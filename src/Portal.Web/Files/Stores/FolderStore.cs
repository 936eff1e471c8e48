using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Portal.Web.Files.Stores;

/// <summary>Contents as files of the data directory. What is written reaches its place by one rename after it is on the disk.</summary>
/// <param name="root">The data directory; the working folder must be on the same file system.</param>
public sealed class FolderStore(string root) : IContentStore
{
    private readonly string _root = Directory.CreateDirectory(root).FullName;

    public string Description => $"folder {_root}";

    public Task KeepAsync(string name, string path, CancellationToken ct)
    {
        var place = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(path, place, overwrite: true);
        return Task.CompletedTask;
    }

    public async Task WriteAsync(string name, Stream content, CancellationToken ct)
    {
        var part = NewPart();
        try
        {
            await using (var file = WorkingFolder.Create(part))
            {
                content.Position = 0;
                await content.CopyToAsync(file, HashedCopy.BufferBytes, ct);
                file.Flush(flushToDisk: true);
            }

            await KeepAsync(name, part, ct);
        }
        finally
        {
            File.Delete(part);
        }
    }

    public Task<Stream> OpenReadAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream>(WorkingFolder.OpenRead(PathOf(name)));
        }
        catch (DirectoryNotFoundException absent)
        {
            throw new FileNotFoundException(absent.Message, name, absent);
        }
    }

    public Task<HeldContent?> FindAsync(string name, CancellationToken ct)
    {
        var file = new FileInfo(PathOf(name));
        return Task.FromResult(file.Exists ? new HeldContent(name, file.Length, file.LastWriteTimeUtc) : null);
    }

    public Task<bool> DeleteAsync(string name, CancellationToken ct)
    {
        var place = PathOf(name);
        var wasThere = File.Exists(place);
        if (wasThere)
        {
            File.Delete(place);
        }

        return Task.FromResult(wasThere);
    }

    /// <remarks>What is to go is taken aside and looked at there, so that what somebody stores at this moment is never what is deleted.</remarks>
    public async Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct)
    {
        if (await FindAsync(name, ct) is not { } held || held.WrittenAt >= unlessSince)
        {
            return false;
        }

        var (place, aside) = (PathOf(name), NewPart());
        try
        {
            File.Move(place, aside);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        if (File.GetLastWriteTimeUtc(aside) < unlessSince)
        {
            File.Delete(aside);
            return true;
        }

        File.Move(aside, place, overwrite: true); // the same content, whoever put it there
        return false;
    }

    public async IAsyncEnumerable<HeldContent> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var folder = new DirectoryInfo(PathOf(prefix));
        foreach (var file in folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [])
        {
            ct.ThrowIfCancellationRequested();
            yield return new HeldContent(Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length, file.LastWriteTimeUtc);
        }

        await Task.CompletedTask;
    }

    private string NewPart() => Path.Combine(WorkingFolder.In(_root), RandomNumberGenerator.GetHexString(32, lowercase: true) + WorkingFolder.PartExtension);

    public string PathOf(string name) => Path.Combine([_root, .. name.Split('/')]);
}
