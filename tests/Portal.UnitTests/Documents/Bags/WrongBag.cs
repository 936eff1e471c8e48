using System.Text;

namespace Portal.UnitTests.Documents.Bags;

/// <summary>Bags that are wrong in one respect.</summary>
internal static class WrongBag
{
    public static Dictionary<string, byte[]> Make(string wrong)
    {
        var entries = MadeBag.Entries();
        void Tag(string name, string text)
        {
            entries["bag/" + name] = Encoding.UTF8.GetBytes(text);
            MadeBag.ListTags(entries);
        }

        void Remove(string name)
        {
            entries.Remove("bag/" + name).ShouldBeTrue();
            MadeBag.ListTags(entries);
        }

        var line = MadeBag.Hash("hello"u8.ToArray()) + "  data/a.txt\n";
        switch (wrong)
        {
            case "payload altered": entries["bag/data/a.txt"] = "jello"u8.ToArray(); break;
            case "payload removed": Remove("data/a.txt"); break;
            case "payload added": entries["bag/data/b.txt"] = []; break;
            case "tag file altered": entries["bag/bag-info.txt"] = "Payload-Oxum: 5.1\nX: y\n"u8.ToArray(); break;
            case "tag file added": entries["bag/notes.txt"] = []; break;
            case "no declaration": Remove("bagit.txt"); break;
            case "other version": Tag("bagit.txt", "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"); break;
            case "no bag-info": Remove("bag-info.txt"); break;
            case "no manifest": Remove("manifest-sha256.txt"); break;
            case "no tag manifest": entries.Remove("bag/tagmanifest-sha256.txt"); break;
            case "no oxum": Tag("bag-info.txt", "Source-Organization: x\n"); break;
            case "wrong oxum bytes": Tag("bag-info.txt", "Payload-Oxum: 6.1\n"); break;
            case "wrong oxum files": Tag("bag-info.txt", "Payload-Oxum: 5.2\n"); break;
            case "manifest line broken": Tag("manifest-sha256.txt", line + "nonsense\n"); break;
            case "manifest line twice": Tag("manifest-sha256.txt", line + line); break;
            case "manifest climbs": Tag("manifest-sha256.txt", line + line.Replace("data/a", "data/../../a", StringComparison.Ordinal)); break;
            case "manifest not UTF-8":
                entries["bag/manifest-sha256.txt"] = [0xFF];
                MadeBag.ListTags(entries);
                break;
            case "outside": entries["other/a.txt"] = []; break;
            case "climbing": entries["bag/data/../../a.txt"] = []; break;
            case "absolute": entries["/etc/cron.d/a"] = []; break;
            case "same but for case": entries["bag/data/A.TXT"] = []; break;
            case "terminal escape": entries["bag/data/\u001B[2J\u202Ea.txt"] = []; break;
            default: throw new ArgumentOutOfRangeException(nameof(wrong), wrong, "No such fault.");
        }

        return entries;
    }
}
