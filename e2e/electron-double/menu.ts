/** Menus are kept and can be clicked by a test; they are not shown. */

interface Template {
  label?: string;
  role?: string;
  type?: string;
  click?: () => void;
  submenu?: Template[];
}

class MenuItem {
  readonly label: string;
  readonly submenu: Menu | undefined;
  readonly #template: Template;
  constructor(template: Template) {
    if (template.type !== 'separator' && !template.label && !template.role) {
      throw new Error('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    this.#template = template;
    this.label = template.label ?? template.role ?? '';
    this.submenu = template.submenu && Menu.buildFromTemplate(template.submenu);
  }
  click(): void {
    if (!this.#template.click) throw new Error(`The Electron double does not act on the menu item “${this.label}”.`);
    this.#template.click();
  }
}

let applicationMenu: Menu | null = null;

export class Menu {
  readonly items: MenuItem[];
  constructor(items: MenuItem[] = []) {
    this.items = items;
  }
  static buildFromTemplate = (template: Template[]) => new Menu(template.map((item) => new MenuItem(item)));
  static getApplicationMenu = () => applicationMenu;
  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }
}
