using System.Collections.Concurrent;

namespace Portal.WebTests.Infrastructure;

/// <summary>
/// Scenes that were once brought about in this run: database, files and clock as they were just then, put back where a test of an unused
/// installation asks for the same. Bringing one about anew, by the portal’s own use cases, is most of what many tests would do.
/// </summary>
public sealed class KeptScenes : IDisposable
{
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly TemporaryFolder _folder = new();

    /// <param name="scene">Names it, with all that it depends on.</param>
    public Kept? Find(string scene) => _kept.GetValueOrDefault(scene);

    /// <param name="scene">Names it, with all that it depends on.</param>
    /// <param name="result">What whoever brought it about was told of it.</param>
    /// <param name="portal">Where it is.</param>
    public async Task KeepAsync(string scene, object result, PortalFixture portal)
    {
        var files = Directory.CreateDirectory(_folder[$"{Guid.CreateVersion7():N}"]).FullName;
        Copy(portal.Data, files);
        _kept.TryAdd(scene, new Kept(result, await portal.Database.KeepAsync(), files, portal.Clock.GetUtcNow()));
    }

    public void Dispose() => _folder.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !PortalFixture.IsDatabase(f)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    /// <summary>One of them.</summary>
    public sealed record Kept(object Result, Func<TestDatabase, Task> FillAsync, string Files, DateTimeOffset At)
    {
        /// <summary>Puts it into an installation that nobody has used.</summary>
        public async Task PutBackAsync(PortalFixture portal)
        {
            await FillAsync(portal.Database);
            Copy(Files, portal.Data);
            portal.Clock.AdjustTime(At);
            portal.Host.Forget();
            portal.Host.Statements.HaveChanged = true;
        }
    }
}
