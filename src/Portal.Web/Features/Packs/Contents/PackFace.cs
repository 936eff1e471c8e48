using System.Text;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>A file of a pack that is written from what the pack is made of.</summary>
/// <param name="Name">Below <c>data/</c>.</param>
/// <param name="WriteAsync">Writes it, to be called when its turn has come; the same contents give the same bytes.</param>
/// <param name="Sha256">What it must have; null where nothing was promised.</param>
internal sealed record PackFace(string Name, Func<Stream, CancellationToken, Task> WriteAsync, string? Sha256 = null)
{
    public static PackFace OfText(string name, Func<string> text, string? sha256 = null) =>
        new(name, async (output, ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(text()), ct), sha256);

    /// <summary>A page or text that writes itself.</summary>
    public static PackFace Written(string name, Action<TextWriter> write) => new(name, async (output, ct) =>
    {
        ct.ThrowIfCancellationRequested();
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        write(writer);
    });
}
