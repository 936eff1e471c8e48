using System.Text;

namespace Portal.Web.Files.Scanning;

/// <summary>The harmless file that every scanner knows (EICAR). Put together here, because no source of ours may be taken for infected.</summary>
public static class TestVirus
{
    public static byte[] Content() => Encoding.ASCII.GetBytes(string.Concat("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR", "-STANDARD-ANTIVIRUS-", "TEST-FILE", "!$H+H*"));
}
