namespace Portal.Web.Files;

/// <summary>What a disk says when it is full.</summary>
internal static class Storage
{
    private const int NoSpace = 28;
    private const int FileTooBig = 27;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static readonly string Words = "There is no room left to store the file, and nothing of it was kept. Tell those who run the portal; what was stored before is safe.";

    public static bool IsFull(IOException failure) => failure.HResult is NoSpace or FileTooBig or QuotaExceeded or WindowsDiskFull;

    /// <summary>Writes, and says in words for a person when there is no room.</summary>
    /// <exception cref="FileRefused">The disk is full.</exception>
    public static async ValueTask WriteAsync(Stream to, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await to.WriteAsync(bytes, ct);
        }
        catch (IOException full) when (IsFull(full))
        {
            throw new FileRefused(FileRefusal.NoRoom, Words);
        }
    }
}
