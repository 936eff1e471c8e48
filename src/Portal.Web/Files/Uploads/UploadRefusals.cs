using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Files.Uploads;

/// <summary>Another request is writing the same file.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every refusal is.")]
public sealed class UploadBusy(Exception cause) : Exception("This file is being received already.", cause);

/// <summary>What had arrived of a file is not on the disk any more.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every refusal is.")]
public sealed class UploadLost(Exception? cause) : Exception("What had arrived of this file is no longer at hand. Send it again.", cause);

/// <summary>A part was sent for another place than where the file goes on, or more than belongs to it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every refusal is.")]
public sealed class WrongPart(int status, string words) : Exception(words)
{
    /// <summary>The status that tus gives it.</summary>
    public int Status { get; } = status;
}
