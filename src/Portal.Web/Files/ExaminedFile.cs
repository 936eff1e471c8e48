namespace Portal.Web.Files;

/// <summary>A file that passed every check and waits to be kept with <see cref="FileChecks.KeepAsync"/>; disposing it unkept deletes it.</summary>
/// <param name="Content">Its bytes, received whole.</param>
/// <param name="Name">The name it had where it came from, without a path.</param>
/// <param name="Type">What it is, by content and name alike.</param>
public sealed record ExaminedFile(IncomingContent Content, string Name, AcceptedType Type) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
