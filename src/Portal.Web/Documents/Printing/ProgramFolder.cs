using System.Security.Cryptography;

namespace Portal.Web.Documents.Printing;

/// <summary>
/// A folder for one run of a program. Beside it lies a file that is locked as long as this process lives, however that ends: by it the next run knows what a killed
/// portal left, and clears it away.
/// </summary>
internal sealed class ProgramFolder : IDisposable
{
    private const string Prefix = "portal-print-", Lock = ".lock";

    private const int Digits = 8;

    /// <summary>Somebody who clears away may be at a lock in the moment between its being made and taken.</summary>
    private const int MostTries = 3;

    /// <summary>A program that has so little is not trusted with what it made: not each tells that the disk was full.</summary>
    private const long LeastRoomBytes = 16 * 1024 * 1024;

    private readonly FileStream _held;
    private readonly ILogger _log;

    private ProgramFolder(string path, FileStream held, ILogger log) => (Path, _held, _log) = (path, held, log);

    public string Path { get; }

    /// <param name="root">In which folder; made if absent.</param>
    /// <param name="log">Told what could not be deleted.</param>
    public static ProgramFolder New(string root, ILogger log)
    {
        Directory.CreateDirectory(root);
        Sweep(root, log);
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(root, Prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true));
            FileStream held;
            try
            {
                held = Hold(path + Lock, FileMode.CreateNew);
            }
            catch (IOException) when (attempt < MostTries)
            {
                continue; // Another name is free.
            }

            try
            {
                MakePrivate(path);
                return new ProgramFolder(path, held, log);
            }
            catch
            {
                held.Dispose();
                File.Delete(path + Lock);
                throw;
            }
        }
    }

    /// <summary>What is printed is evidence, and the folder for temporary files is everybody's.</summary>
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <exception cref="IOException">The disk is full, or as good as that.</exception>
    public void RequireRoom()
    {
        if (new DriveInfo(Path).AvailableFreeSpace < LeastRoomBytes)
        {
            throw new IOException("There is no room on the disk for the programs that make pages.");
        }
    }

    /// <summary>What a program still writes as it ends must not undo what it made.</summary>
    public void Dispose() => Clear(Path, _held, _log);

    private static FileStream Hold(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static void Sweep(string root, ILogger log)
    {
        foreach (var file in Directory.EnumerateFiles(root, Prefix + "*" + Lock).Where(IsOfThePortal).ToList())
        {
            try
            {
                Clear(file[..^Lock.Length], Hold(file, FileMode.Open), log);
            }
            catch (Exception used) when (used is IOException or UnauthorizedAccessException)
            {
                // The process that works there lives, or has just ended it.
            }
        }
    }

    private static bool IsOfThePortal(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        return name.Length == Prefix.Length + Digits + Lock.Length && name[Prefix.Length..^Lock.Length].All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Deletes a folder, and its lock only after it: what cannot be deleted now is found again.</summary>
    private static void Clear(string path, FileStream held, ILogger log)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            held.Dispose();
            File.Delete(path + Lock);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            log.LogWarning(busy, "A folder of a program that has ended could not be deleted yet: {Folder}", path);
        }
    }
}
